/** Small files that must be whole or absent after a crash: keys, certificates, tokens. */
@NullMarked
package org.mopay.server.file;

import org.jspecify.annotations.NullMarked;
