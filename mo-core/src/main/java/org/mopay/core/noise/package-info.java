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
 * HandshakeState payer =
 *         HandshakeState.initiator(NoiseProtocol.XX, prologue, payerStatic, null, crypto, random);
 * HandshakeState payee =
 *         HandshakeState.responder(NoiseProtocol.XX, prologue, payeeStatic, null, crypto, random);
 * byte[] nothing = {};
 * payee.readMessage(payer.writeMessage(nothing)); // -> e
 * byte[] request = payer.readMessage(payee.writeMessage(requestBytes)); // <- e, ee, s, es
 * byte[] authorization = payee.readMessage(payer.writeMessage(authorizationBytes)); // -> s, se
 * TransportState payerTransport = payer.split();
 * TransportState payeeTransport = payee.split();
 * byte[] outcome = payerTransport.read(payeeTransport.write(outcomeBytes));
 * }</pre>
 */
@NullMarked
package org.mopay.core.noise;

import org.jspecify.annotations.NullMarked;
