package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.mopay.core.Conversation.Side;
import org.mopay.core.PaymentResult.Status;
import org.mopay.core.RequestDraft.Sharing;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.FeeBearer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Open amounts that the payer chooses, and bills that several payers split. */
class SharedRequestTest {
    private final TwoPhones phones;

    SharedRequestTest() throws ProtocolException {
        phones = new TwoPhones(330);
    }

    private static RequestDraft draft(long amount) {
        return new RequestDraft(
                new Amount(amount, "USD", 2), "dinner", "", 300, FeeBearer.FEE_BEARER_PAYER);
    }

    private Bytes request(RequestDraft draft) throws ProtocolException {
        return phones.payee.request(draft, phones.now);
    }

    private static RequestDraft shared(long amount, long total, int uses, boolean once) {
        return draft(amount)
                .sharedBy(new Sharing(
                        total == 0 ? OptionalLong.empty() : OptionalLong.of(total),
                        uses == 0 ? OptionalInt.empty() : OptionalInt.of(uses),
                        once));
    }

    private Conversation paying(HostedPhone payer, Bytes request, long amount)
            throws ProtocolException {
        PayeeSession session = phones.receive(request, false);
        return new Conversation(
                        payer,
                        payer.phone().pay(session.engagement()),
                        phones.payee,
                        session,
                        phones.ledger,
                        phones.now)
                .approving((paying, proposal, now) ->
                        paying.approve(amount, payer.phone().consent(""), now));
    }

    private HostedPhone another(String account) throws ProtocolException {
        return HostedPhone.enrol(phones.validator, account, Optional.empty(), phones.random);
    }

    // cites PAY-07, PAY-15
    @Test
    void thePayerChoosesAnOpenAmountAndSeesItsFee() throws ProtocolException {
        List<PaymentProposal> shown = new ArrayList<>();
        Conversation conversation = phones.converse(request(draft(500).upTo(100_000)))
                .approving((session, proposal, now) -> {
                    shown.add(proposal);
                    shown.add(proposal.choosing(20_000));
                    return session.approve(20_000, phones.payer.phone().consent(""), now);
                })
                .run();

        assertThat(conversation.result(Side.PAYEE).status()).isEqualTo(Status.SETTLED);
        PaymentProposal open = shown.get(0);
        PaymentProposal chosen = shown.get(1);
        assertThat(open.isOpen()).isTrue();
        assertThat(open.highestAmount()).isEqualTo(100_000);
        assertThat(chosen.isOpen()).isFalse();
        assertThat(chosen.fee()).isGreaterThan(open.fee());
        assertThat(chosen.total()).isEqualTo(20_000 + chosen.fee());
    }

    // cites PAY-25
    @Test
    void anAmountOutsideTheBoundsIsRefusedAndCanBeCorrected() throws ProtocolException {
        Conversation conversation = phones.converse(request(draft(500).upTo(700)))
                .approving((session, proposal, now) -> {
                    for (long wrong : new long[] {499, 701}) {
                        assertInvalid(() -> proposal.choosing(wrong));
                        assertInvalid(() ->
                                session.approve(wrong, phones.payer.phone().consent(""), now));
                    }
                    return session.approve(700, phones.payer.phone().consent(""), now);
                })
                .run();

        assertThat(conversation.result(Side.PAYER).status()).isEqualTo(Status.SETTLED);
    }

    private interface Step {
        void take() throws ProtocolException;
    }

    private static void assertInvalid(Step step) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(step::take)
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.AMOUNT_INVALID);
    }

    // cites PAY-12
    @Test
    void severalPayersSplitABill() throws ProtocolException {
        Bytes request = request(shared(1000, 3000, 0, true));
        HostedPhone[] payers = {phones.payer, another("second"), another("third")};

        for (HostedPhone payer : payers) {
            assertThat(phones.isOpen(request)).isTrue();
            Conversation conversation = paying(payer, request, 1000).run();
            assertThat(conversation.result(Side.PAYEE).status()).isEqualTo(Status.SETTLED);
        }

        assertThat(phones.ledger.settled()).hasSize(3);
        assertThat(phones.isOpen(request)).as("the total is reached").isFalse();
        assertThat(phones.payee.restart().history()).hasSize(3);
    }

    // cites PAY-12
    @Test
    void theTotalIsNeverExceeded() throws ProtocolException {
        Bytes request = request(shared(1000, 2500, 0, true).upTo(2000));
        paying(phones.payer, request, 2000).run();
        assertThat(phones.isOpen(request))
                .as("500 are less than the least amount")
                .isFalse();

        Bytes other = request(shared(100, 2500, 0, true).upTo(2000));
        paying(another("second"), other, 2000).run();
        Conversation late = paying(another("third"), other, 501).run();

        assertThat(late.result(Side.PAYEE).status()).isEqualTo(Status.REFUSED);
        assertThat(late.result(Side.PAYEE).code()).hasValue(ErrorCode.REQUEST_ALREADY_PAID);
        assertThat(phones.isOpen(other)).as("somebody else can still pay 500").isTrue();
        Conversation rest = paying(another("fourth"), other, 500).run();
        assertThat(rest.result(Side.PAYEE).status()).isEqualTo(Status.SETTLED);
        assertThat(phones.isOpen(other)).isFalse();
    }

    // cites PAY-12, PAY-72
    @Test
    void aPhonePaysASharedRequestOnceUnlessItMayPayOften() throws Exception {
        Bytes once = request(shared(1000, 0, 3, true));
        Bytes often = request(shared(1000, 0, 3, false));
        paying(phones.payer, once, 1000).run();
        paying(phones.payer, often, 1000).run();

        Conversation again = paying(phones.payer, once, 1000).run();
        Conversation oftenAgain = paying(phones.payer, often, 1000).run();

        assertThat(again.result(Side.PAYER).status()).isEqualTo(Status.NOT_AUTHORIZED);
        assertThat(again.result(Side.PAYER).code()).hasValue(ErrorCode.REQUEST_ALREADY_PAID);
        assertThat(again.authorized()).isEmpty();
        assertThat(oftenAgain.result(Side.PAYER).status()).isEqualTo(Status.SETTLED);
        assertThat(phones.isOpen(often)).isTrue();
    }

    /** A payer that leaves does not make the payee think it may be paid by that one. */
    @Test
    void whatAnotherPayerHasAuthorizedIsAnotherMatter() throws ProtocolException {
        Bytes request = request(shared(1000, 3000, 0, true));
        paying(phones.payer, request, 1000).withoutValidator().run();

        Conversation second = paying(another("second"), request, 1000)
                .approving((session, proposal, now) -> session.decline())
                .run();

        assertThat(second.result(Side.PAYEE).status()).isEqualTo(Status.NOT_AUTHORIZED);
        assertThat(phones.payee.phone().unresolved()).hasSize(1);
    }

    @Test
    void aSharedRequestHasABound() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> shared(1000, 0, 0, true));
    }

    @Test
    void aRequestThatNobodyCanPayAnyMoreIsForgotten() throws ProtocolException {
        Bytes unpaid = request(draft(100));
        Bytes accepted = request(draft(200));
        paying(phones.payer, accepted, 200).withoutValidator().run();

        phones.now += 100_000;
        request(draft(300));

        assertThat(phones.isOpen(unpaid)).isFalse();
        assertThat(phones.isOpen(accepted)).as("it may have been paid").isTrue();
    }
}
