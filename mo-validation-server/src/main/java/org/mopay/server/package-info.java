/** The validation server: assembly and life cycle. */
@NullMarked
package org.mopay.server;

import org.jspecify.annotations.NullMarked;
