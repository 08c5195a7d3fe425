/**
 * The real server on loopback, real phones that talk in memory, and everybody who means harm:
 * {@link org.mopay.server.scenario.RunningValidator} serves, {@link
 * org.mopay.server.scenario.Conversation} lets two {@link org.mopay.server.scenario.TestPhone}s agree
 * on a payment, and {@link org.mopay.server.scenario.Forgery} alters what they would submit.
 */
@NullMarked
package org.mopay.server.scenario;

import org.jspecify.annotations.NullMarked;
