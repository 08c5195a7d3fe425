/**
 * {@code mo demo}: a validation server and two phones, each a process of its own, on the loopback of
 * this machine. Nothing is faked: what is refused is refused by the same server that settles.
 */
@NullMarked
package org.mopay.cli.demo;

import org.jspecify.annotations.NullMarked;
