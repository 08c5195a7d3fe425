/** QR codes on a text terminal, so that a phone's camera can read what a command prints. */
@NullMarked
package org.mopay.cli.qr;

import org.jspecify.annotations.NullMarked;
