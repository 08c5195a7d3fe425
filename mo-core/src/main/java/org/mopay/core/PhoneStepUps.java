package org.mopay.core;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.Outcomes;
import org.mopay.core.payment.StepUps;
import org.mopay.proto.v1.StepUpChallenge;
import org.mopay.proto.v1.StepUpResponse;

import java.util.Optional;

/** What the pending payments of a phone wait for. */
final class PhoneStepUps {
    private PhoneStepUps() {}

    static Optional<StepUpPrompt> prompt(PhoneState phone, Bytes d) {
        return challenge(phone, d).map(challenge -> StepUpPrompt.of(d, challenge));
    }

    static Outgoing answer(PhoneState phone, Bytes d, String code) {
        return new Outgoing(
                Outgoing.Route.STEP_UP,
                MessageType.STEP_UP_RESPONSE.encode(response(phone, d, code)));
    }

    static StepUpResponse response(PhoneState phone, Bytes d, String code) {
        StepUpChallenge challenge = challenge(phone, d)
                .orElseThrow(() ->
                        new IllegalArgumentException("no payment of this phone waits for a code"));
        return StepUps.respond(challenge, code, phone.sealSecret(), phone.crypto());
    }

    /** A pending outcome was verified before it was stored; its notice may be damaged. */
    private static Optional<StepUpChallenge> challenge(PhoneState phone, Bytes d) {
        return phone.paymentOf(d)
                .filter(payment -> payment.hasPending() && !payment.hasCancellation())
                .flatMap(payment -> {
                    try {
                        return StepUps.challenge(
                                Outcomes.openNotice(
                                        payment.getPending(),
                                        d,
                                        phone.sealSecret(),
                                        phone.crypto()),
                                d);
                    } catch (ProtocolException e) {
                        return Optional.empty();
                    }
                });
    }
}
