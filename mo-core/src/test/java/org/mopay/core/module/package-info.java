/** The core as a module: what its users can and can't do with it. */
@NullMarked
package org.mopay.core.module;

import org.jspecify.annotations.NullMarked;
