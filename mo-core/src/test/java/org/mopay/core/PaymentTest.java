package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mopay.core.TestValidator.NOW;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.Conversation.Side;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.StoredOutcome;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whole payments between two phones and a validator. */
class PaymentTest {

    // cites HS-05
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void settlesOnBothPhones(boolean withKey) throws ProtocolException {
        TwoPhones phones = new TwoPhones(1);
        Bytes request = phones.request();

        Conversation conversation =
                phones.converse(phones.receive(request, withKey)).run();

        for (Side side : Side.values()) {
            PaymentResult result = conversation.result(side);
            assertThat(result.status()).isEqualTo(PaymentResult.Status.SETTLED);
            assertThat(result.code()).isEmpty();
        }
        assertThat(phones.ledger.settled())
                .containsExactly(conversation.result(Side.PAYER).d().orElseThrow());
        assertThat(phones.payer.phone().unresolved()).isEmpty();
        assertThat(phones.payee.phone().unresolved()).isEmpty();
        assertThat(phones.isOpen(request)).isFalse();
        assertThat(conversation.refused()).isEmpty();
    }

    @Test
    void keepsTheOutcomeInBothHistories() throws ProtocolException {
        TwoPhones phones = new TwoPhones(2);
        phones.converse(phones.request()).run();

        StoredOutcome ofPayer = phones.payer.history().get(0);
        StoredOutcome ofPayee = phones.payee.history().get(0);

        assertThat(ofPayer.getOutcome()).isEqualTo(ofPayee.getOutcome());
        assertThat(ofPayer.getNotice().getBalance()).isEqualTo(4200);
        assertThat(ofPayee.hasNotice()).isFalse();
        assertThat(phones.payer.restart().history()).containsExactly(ofPayer);
    }

    // cites HS-27, PAY-15
    @Test
    void showsThePayerWhatItWillPay() throws ProtocolException {
        TwoPhones phones = new TwoPhones(3);
        Bytes request = phones.payee.request(
                new RequestDraft(
                        new Amount(1250, "USD", 2),
                        "two coffees",
                        "Cafe Test",
                        3600,
                        FeeBearer.FEE_BEARER_PAYER),
                NOW);

        PaymentProposal proposal = phones.converse(request)
                .run()
                .actions(Side.PAYER, Action.AskUser.class)
                .get(0)
                .proposal();

        assertThat(proposal.amount()).hasToString("12.50 USD");
        assertThat(proposal.highestAmount()).isEqualTo(1250);
        assertThat(proposal.fee()).as("10 + 2 % of 12.50").isEqualTo(35);
        assertThat(proposal.total()).isEqualTo(1285);
        assertThat(proposal.feeOnPayer()).isTrue();
        assertThat(proposal.memo()).isEqualTo("two coffees");
        assertThat(proposal.label()).isEqualTo("Cafe Test");
        assertThat(proposal.verifiedName()).isEmpty();
    }

    @Test
    void leavesTheFeeToThePayeeWhenItBearsIt() throws ProtocolException {
        TwoPhones phones = new TwoPhones(4);

        PaymentProposal proposal = phones.converse(phones.request())
                .run()
                .actions(Side.PAYER, Action.AskUser.class)
                .get(0)
                .proposal();

        assertThat(proposal.total()).isEqualTo(1250);
        assertThat(proposal.feeOnPayer()).isFalse();
    }

    // cites HS-37
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void showsTheSameShortStringOnBothScreens(boolean withKey) throws ProtocolException {
        TwoPhones phones = new TwoPhones(5);
        PayeeSession payee = phones.receive(phones.request(), withKey);

        String shown = phones.converse(payee)
                .run()
                .actions(Side.PAYER, Action.AskUser.class)
                .get(0)
                .proposal()
                .shortAuthenticationString();

        assertThat(shown).matches("\\d{3} \\d{3}").isEqualTo(payee.shortAuthenticationString());
    }

    // cites PAY-39
    @Test
    void persistsTheAuthorizationBeforeItSendsIt() throws ProtocolException {
        TwoPhones phones = new TwoPhones(6);
        List<Action> onApproval = new ArrayList<>();

        Conversation conversation = phones.converse(phones.request())
                .approving((session, proposal, now) -> {
                    onApproval.addAll(session.approve(1250, phones.payer.phone().consent(""), now));
                    return onApproval;
                })
                .run();

        assertThat(onApproval).singleElement().isInstanceOf(Action.Persist.class);
        List<Class<?>> ofPayer = conversation.steps().stream()
                .filter(step -> step.side() == Side.PAYER)
                .<Class<?>>map(step -> step.action().getClass())
                .toList();
        assertThat(ofPayer)
                .containsExactly(
                        Action.Send.class,
                        Action.SetDeadline.class,
                        Action.AskUser.class,
                        Action.Persist.class,
                        Action.Send.class,
                        Action.Persist.class,
                        Action.Send.class,
                        Action.Finish.class);
    }

    // cites HS-35, HS-39, PAY-53
    @Test
    void persistsTheAcceptanceBeforeItSubmitsAndTheOutcomeBeforeItRelays()
            throws ProtocolException {
        TwoPhones phones = new TwoPhones(7);

        Conversation conversation = phones.converse(phones.request()).run();

        List<Class<?>> ofPayee = conversation.steps().stream()
                .filter(step -> step.side() == Side.PAYEE)
                .<Class<?>>map(step -> step.action().getClass())
                .toList();
        assertThat(ofPayee)
                .containsExactly(
                        Action.Send.class,
                        Action.SetDeadline.class,
                        Action.Persist.class,
                        Action.Submit.class,
                        Action.Persist.class,
                        Action.Send.class,
                        Action.SetDeadline.class,
                        Action.Finish.class);
    }

    // cites PAY-51, ERR-08
    @Test
    void tellsThePayerTheExactReasonOfARefusalAndThePayeeNone() throws ProtocolException {
        TwoPhones phones = new TwoPhones(8);
        phones.ledger.decideAs(PaymentStatus.PAYMENT_STATUS_REFUSED);
        Bytes request = phones.request();

        Conversation conversation = phones.converse(request).run();

        assertThat(conversation.result(Side.PAYER).status())
                .isEqualTo(PaymentResult.Status.REFUSED);
        assertThat(conversation.result(Side.PAYER).code()).hasValue(ErrorCode.INSUFFICIENT_FUNDS);
        assertThat(conversation.result(Side.PAYEE).status())
                .isEqualTo(PaymentResult.Status.REFUSED);
        assertThat(conversation.result(Side.PAYEE).code()).isEmpty();
        assertThat(phones.payer.phone().unresolved()).isEmpty();
        assertThat(phones.isOpen(request)).as("another may still pay").isTrue();
    }

    // cites PAY-41
    @Test
    void staysUnresolvedOnBothPhonesWhileItIsPending() throws ProtocolException {
        TwoPhones phones = new TwoPhones(9);
        phones.ledger.decideAs(PaymentStatus.PAYMENT_STATUS_PENDING);

        Conversation conversation = phones.converse(phones.request()).run();

        Bytes d = conversation.result(Side.PAYER).d().orElseThrow();
        for (Side side : Side.values()) {
            assertThat(conversation.result(side).status()).isEqualTo(PaymentResult.Status.PENDING);
        }
        assertThat(phones.payer.restart().phone().unresolved()).containsExactly(d);
        assertThat(phones.payee.restart().phone().unresolved()).containsExactly(d);
    }

    // cites IDC-10, IDC-11
    @Test
    void showsAWrongPinOnlyAtTheValidator() throws ProtocolException {
        TwoPhones phones = new TwoPhones(10);
        HostedPhone payer = HostedPhone.enrol(
                phones.validator, "with a PIN", Optional.of(HostedPhone.PIN), phones.random);
        assertThat(payer.phone().needsPin()).isTrue();

        for (String pin : List.of("1357", HostedPhone.PIN)) {
            PayeeSession payee = phones.receive(phones.request(), false);
            Conversation conversation = new Conversation(
                            payer,
                            payer.phone().pay(payee.engagement()),
                            phones.payee,
                            payee,
                            phones.ledger,
                            NOW)
                    .withPin(pin)
                    .run();

            assertThat(conversation.result(Side.PAYER).code())
                    .isEqualTo(
                            pin.equals(HostedPhone.PIN)
                                    ? Optional.empty()
                                    : Optional.of(ErrorCode.OTP_WRONG));
            assertThat(conversation.result(Side.PAYEE).code()).isEmpty();
        }
        assertThat(phones.ledger.settled()).hasSize(1);
    }

    // cites HS-27
    @Test
    void authorizesNothingWhenTheUserDeclines() throws ProtocolException {
        TwoPhones phones = new TwoPhones(11);
        Bytes request = phones.request();

        Conversation conversation = phones.converse(request)
                .approving((session, proposal, now) -> session.decline())
                .run();

        for (Side side : Side.values()) {
            assertThat(conversation.result(side).status())
                    .isEqualTo(PaymentResult.Status.NOT_AUTHORIZED);
            assertThat(conversation.result(side).code()).hasValue(ErrorCode.DECLINED);
        }
        assertThat(phones.payer.phone().unusedAliases(NOW)).isEqualTo(TestValidator.POOL_SIZE);
        assertThat(phones.isOpen(request)).isTrue();
    }

    // cites IDC-14, PAY-01, PAY-40
    @Test
    void usesAFreshAliasForEveryPaymentAndEveryRequest() throws ProtocolException {
        TwoPhones phones = new TwoPhones(12);
        Set<Bytes> keys = new HashSet<>();

        for (int i = 0; i < TestValidator.POOL_SIZE; i++) {
            Bytes request = phones.request();
            keys.add(
                    Bytes.copyOf(phones.payee.stored().getRequests(0).getAlias().toByteArray()));
            phones.converse(request)
                    .approving((session, proposal, now) -> {
                        List<Action> actions =
                                session.approve(1250, phones.payer.phone().consent(""), now);
                        keys.add(Bytes.copyOf(phones.payer
                                .inMemory()
                                .getPayments(0)
                                .getAlias()
                                .toByteArray()));
                        return actions;
                    })
                    .run();
        }

        assertThat(keys).hasSize(2 * TestValidator.POOL_SIZE);
        assertThat(phones.ledger.settled()).hasSize(TestValidator.POOL_SIZE);
    }

    @Test
    void hasNothingToPayWithWhenThePoolIsEmpty() throws ProtocolException {
        TwoPhones phones = new TwoPhones(13);
        for (int i = 0; i < TestValidator.POOL_SIZE; i++) {
            phones.payer.request(100, NOW);
        }

        Conversation conversation = phones.converse(phones.request())
                .approving((session, proposal, now) -> {
                    assertThatExceptionOfType(ProtocolException.class)
                            .isThrownBy(() ->
                                    session.approve(1250, phones.payer.phone().consent(""), now))
                            .extracting(ProtocolException::code)
                            .isEqualTo(ErrorCode.POOL_EMPTY);
                    return session.decline();
                })
                .run();

        assertThat(conversation.result(Side.PAYER).status())
                .isEqualTo(PaymentResult.Status.NOT_AUTHORIZED);
    }

    // cites ENC-37
    @Test
    void hidesTheLengthsOfWhatItSays() throws ProtocolException {
        Set<List<Integer>> shapes = new HashSet<>();
        for (String memo : List.of("", "x", "a memo that takes some more room")) {
            TwoPhones phones = new TwoPhones(14);
            RequestDraft draft = new RequestDraft(
                    new Amount(1250, "USD", 2), memo, "", 3600, FeeBearer.FEE_BEARER_PAYEE);
            Conversation conversation =
                    phones.converse(phones.payee.request(draft, NOW)).run();
            List<Integer> sizes = new ArrayList<>();
            for (Side side : Side.values()) {
                conversation.frames(side).forEach(frame -> sizes.add(frame.size()));
            }
            assertThat(sizes).allMatch(size -> size <= Frame.MAX_SIZE);
            shapes.add(sizes);
        }

        assertThat(shapes).hasSize(1);
    }
}
