/**
 * How an app uses the core, as code that the build runs: on the class path, as a module of its own,
 * and shrunk for Android. The tutorials of the packages and the README show parts of it.
 */
@NullMarked
package org.mopay.examples;

import org.jspecify.annotations.NullMarked;
