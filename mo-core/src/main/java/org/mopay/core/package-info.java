/**
 * The protocol of a payment between two phones, without input or output: an app starts here.
 *
 * <p>A {@link org.mopay.core.Phone} is made once, by enrolment with an operator's link. The app keeps
 * its records by name, carries bytes to the validation server, and stores before it sends:
 *
 * <pre>{@code
 * Enrolment enrolment = Enrolment.begin(activation, trusted, now, crypto, random);
 * Bytes stored = Bytes.copyOf(enrolment.stored().toByteArray());
 * store.commit(List.of(new Change(Change.ENROLMENT, Optional.of(stored))));
 * Bytes answer = validator.post(
 *         "/v1/enrolments", Bytes.copyOf(enrolment.request().toByteArray()));
 * Phone phone = Phone.enrolled(
 *         enrolment,
 *         SealedEnrolmentAnswer.parseFrom(answer.toArray()),
 *         trusted,
 *         Optional.of(pin),
 *         now,
 *         crypto,
 *         random);
 * store.commit(List.of(phone.stored(), new Change(Change.ENROLMENT, Optional.empty())));
 * }</pre>
 *
 * <p>A payment is a conversation between a {@link org.mopay.core.PayerSession} and a {@link
 * org.mopay.core.PayeeSession}. Each takes what happened and gives {@link org.mopay.core.Action}s,
 * which the app does in their order; {@code now} is in seconds since the Unix epoch. The whole of a
 * payer:
 *
 * <pre>{@code
 * PayerSession session = phone.pay(Links.engagement(link));
 * Deque<Action> actions = new ArrayDeque<>(session.start(now()));
 * while (true) {
 *     Action action = actions.poll();
 *     if (action == null) {
 *         actions.addAll(next(session));
 *     } else if (action instanceof Action.Send send) {
 *         carrier.send(send.frame());
 *     } else if (action instanceof Action.Persist persist) {
 *         store.commit(persist.changes());
 *         actions.addAll(session.persisted());
 *     } else if (action instanceof Action.SetDeadline set) {
 *         deadline = set.at();
 *     } else if (action instanceof Action.AskUser ask) {
 *         actions.addAll(ask(session, ask.proposal()));
 *     } else if (action instanceof Action.AskStepUp asked) {
 *         actions.addAll(session.answerStepUp(user.code(asked.prompt())));
 *     } else if (action instanceof Action.Finish finish) {
 *         return finish.result();
 *     }
 * }
 * }</pre>
 *
 * <p>The payee's loop has {@link org.mopay.core.Action.Submit} in place of the question to the user.
 * Only an outcome that the validator has signed ends a payment; one that is {@link
 * org.mopay.core.PaymentResult.Status#UNRESOLVED} may have been paid, and {@link
 * org.mopay.core.Phone#unresolved} lists it until the validator has answered. Malformed bytes and the
 * other side's faults are a {@link org.mopay.core.error.ProtocolException} that has changed nothing;
 * a mistake of the app is an {@link java.lang.IllegalStateException} or {@link
 * java.lang.IllegalArgumentException}.
 */
@NullMarked
package org.mopay.core;

import org.jspecify.annotations.NullMarked;
