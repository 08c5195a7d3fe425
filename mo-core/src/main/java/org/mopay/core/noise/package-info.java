/**
 * The Noise Protocol Framework, revision 34, with the names of its specification.
 *
 * <p>{@link org.mopay.core.noise.NoiseProtocol} says what is spoken: a {@link
 * org.mopay.core.noise.HandshakePattern}, a cipher and a hash over X25519. MO/1 speaks {@link
 * org.mopay.core.noise.NoiseProtocol#XX} and {@link org.mopay.core.noise.NoiseProtocol#XK}; the
 * engine knows no pattern by name and runs any without pre-shared keys. A {@link
 * org.mopay.core.noise.HandshakeState} takes the messages in turn and ends in a {@link
 * org.mopay.core.noise.TransportState}. A message that is refused changes nothing: the right one
 * may still come.
 *
 * <pre>{@code
 * HandshakeState initiator =
 *         HandshakeState.initiator(NoiseProtocol.XX, prologue, ours, null, crypto, random);
 * HandshakeState responder =
 *         HandshakeState.responder(NoiseProtocol.XX, prologue, theirs, null, crypto, random);
 * byte[] nothing = {};
 * responder.readMessage(initiator.writeMessage(nothing)); // -> e
 * initiator.readMessage(responder.writeMessage(nothing)); // <- e, ee, s, es
 * responder.readMessage(initiator.writeMessage(nothing)); // -> s, se
 * if (!initiator.remoteStatic().equals(theirs.publicKey())) {
 *     throw new IllegalStateException("somebody else");
 * }
 * try (TransportState receiving = initiator.split();
 *         TransportState sending = responder.split()) {
 *     byte[] sealed = sending.write(text.getBytes(StandardCharsets.UTF_8));
 *     return new String(receiving.read(sealed), StandardCharsets.UTF_8);
 * }
 * }</pre>
 */
@NullMarked
package org.mopay.core.noise;

import org.jspecify.annotations.NullMarked;
