package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.FeeBearer;
import org.mopay.server.ledger.book.LedgerSum;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.RefusalCategory;

import java.util.Objects;

class SettlementTest extends TwoAccounts {
    // cites VAL-15
    @Test
    void movesTheAmountFromPayerToPayee() {
        PaymentRecord payment = kit.pay(alice, bob, 250);

        assertThat(payment.payer().balance()).isEqualTo(750);
        assertThat(payment.payee().account().name()).isEqualTo("bob");
        assertThat(kit.balance("alice")).isEqualTo(750);
        assertThat(kit.balance("bob")).isEqualTo(250);
        assertThat(kit.ledger().sums()).containsExactly(new LedgerSum(LedgerKit.EUR, 0, 1000, 1));
    }

    // cites PAY-16, VAL-15
    @Test
    void addsTheFeeToWhatThePayerPays() {
        kit.assertSettled(kit.order(alice, bob, 250).fee(10, FeeBearer.PAYER));

        assertThat(kit.balance("alice")).isEqualTo(740);
        assertThat(kit.balance("bob")).isEqualTo(250);
        assertThat(kit.balance("mo:fee")).isEqualTo(10);
    }

    // cites PAY-16, VAL-15
    @Test
    void takesTheFeeFromWhatThePayeeGets() {
        kit.assertSettled(kit.order(alice, bob, 250).fee(10, FeeBearer.PAYEE));

        assertThat(kit.balance("alice")).isEqualTo(750);
        assertThat(kit.balance("bob")).isEqualTo(240);
        assertThat(kit.balance("mo:fee")).isEqualTo(10);
    }

    @Test
    void givesTheWholeAmountToTheFeeAccountWhenTheFeeIsAllOfIt() {
        kit.assertSettled(kit.order(alice, bob, 10).fee(10, FeeBearer.PAYEE));

        assertThat(kit.balance("alice")).isEqualTo(990);
        assertThat(kit.balance("bob")).isZero();
        assertThat(kit.balance("mo:fee")).isEqualTo(10);
    }

    // cites PAY-16
    @Test
    void refusesAFeeAboveTheAmountItIsTakenFrom() {
        kit.assertRefused(
                kit.order(alice, bob, 10).fee(11, FeeBearer.PAYEE), ErrorCode.AMOUNT_INVALID);
    }

    // cites VAL-04
    @Test
    void paysTheLastCentAndNotOneMore() {
        kit.pay(alice, bob, 1000);

        PaymentRecord refused =
                kit.assertRefused(kit.order(alice, bob, 1), ErrorCode.INSUFFICIENT_FUNDS);
        assertThat(refused.ruling().category()).isEqualTo(RefusalCategory.PAYER);
        assertThat(kit.balance("alice")).isZero();
    }

    @Test
    void countsTheFeeAgainstTheBalance() {
        kit.assertRefused(
                kit.order(alice, bob, 1000).fee(1, FeeBearer.PAYER), ErrorCode.INSUFFICIENT_FUNDS);
        assertThat(kit.balance("alice")).isEqualTo(1000);
    }

    @Test
    void countsTheFeeAgainstTheLimitOfThePayerWhoBearsIt() {
        OrderDraft above = kit.order(alice, bob, 100).fee(1, FeeBearer.PAYER);
        above.limit = 100;
        kit.assertRefused(above, ErrorCode.LIMIT_EXCEEDED);

        OrderDraft within = kit.order(alice, bob, 100).fee(1, FeeBearer.PAYEE);
        within.limit = 100;
        kit.assertSettled(within);
    }

    // cites ENC-30
    @Test
    void refusesAmountsThatDoNotFitTogether() {
        OrderDraft order = kit.order(alice, bob, Long.MAX_VALUE).fee(1, FeeBearer.PAYER);
        order.limit = Long.MAX_VALUE;

        PaymentRecord refused = kit.assertRefused(order, ErrorCode.AMOUNT_OVERFLOW);
        assertThat(refused.ruling().category()).isEqualTo(RefusalCategory.SUBMISSION);
    }

    // cites ENC-33
    @Test
    void refusesAnAssetWithAnotherExponent() {
        OrderDraft order = kit.order(alice, bob, 1);
        order.asset = new Asset("EUR", 3);

        kit.assertRefused(order, ErrorCode.ASSET_UNKNOWN);
    }

    @Test
    void findsNoFundsInAnAssetThatNobodyHolds() {
        OrderDraft order = kit.order(alice, bob, 1);
        order.asset = new Asset("X-TEA", 0);

        kit.assertRefused(order, ErrorCode.INSUFFICIENT_FUNDS);
    }

    @Test
    void refusesToPayTheSameAccountFromAnotherPhone() {
        Phone second = kit.enrol("alice");

        kit.assertRefused(kit.order(alice, second, 1), ErrorCode.SAME_ACCOUNT);
    }

    // cites PAY-48, VAL-06
    @Test
    void answersTheSamePaymentWithTheSameRecord() {
        OrderDraft order = kit.order(alice, bob, 250);
        Decision first = kit.settle(order);
        order.at += 3600;
        Decision second = kit.settle(order);

        assertThat(first.replayed()).isFalse();
        assertThat(second.replayed()).isTrue();
        assertThat(second.payment()).isEqualTo(first.payment());
        assertThat(kit.ledger().payment(order.paymentId())).contains(first.payment());
        assertThat(kit.balance("bob")).isEqualTo(250);
    }

    // cites VAL-06
    @Test
    void answersARefusedPaymentWithItsRefusalEvenWhenThereIsMoneyNow() {
        OrderDraft order = kit.order(alice, bob, 2000);
        PaymentRecord refused = kit.assertRefused(order, ErrorCode.INSUFFICIENT_FUNDS);
        kit.topUp("alice", 5000);

        assertThat(kit.settle(order)).isEqualTo(new Decision(refused, true));
        assertThat(kit.balance("bob")).isZero();
    }

    // cites VAL-10
    @Test
    void recordsNothingForTheSameTermsInAnotherAuthorization() {
        OrderDraft order = kit.order(alice, bob, 250);
        PaymentRecord first = kit.assertSettled(order);
        order.authorization = kit.digest();

        assertThatThrownBy(() -> kit.settle(order))
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BOX_CHANGED));
        assertThat(kit.ledger().payment(order.paymentId())).contains(first);
    }

    @Test
    void keepsTheEvidenceOfWhatItDecided() {
        OrderDraft settled = kit.order(alice, bob, 1);
        OrderDraft refused = kit.order(alice, bob, 5000);
        kit.settle(settled);
        kit.settle(refused);

        assertThat(kit.ledger().evidence(settled.paymentId()))
                .contains(Bytes.ofUtf8("submission of " + settled.d.hex()));
        assertThat(kit.ledger().evidence(refused.paymentId()))
                .contains(Bytes.ofUtf8("submission of " + refused.d.hex()));
    }

    // cites PAY-47
    @Test
    void freezesADeviceWhoseCredentialAuthorizedTwoPayments() {
        OrderDraft first = kit.order(alice, bob, 1);
        OrderDraft second = kit.order(alice, bob, 2);
        second.payerAlias = first.payerAlias;
        kit.assertSettled(first);

        PaymentRecord refused = kit.assertRefused(second, ErrorCode.ALIAS_SPENT);
        assertThat(refused.ruling().category()).isEqualTo(RefusalCategory.PAYER);
        assertThat(statusOf(alice)).isEqualTo(DeviceStatus.FROZEN);
        assertThat(kit.ledger().evidence(second.paymentId())).isPresent();
        kit.assertRefused(kit.order(alice, bob, 3), ErrorCode.DEVICE_FROZEN);
        assertThat(kit.balance("bob")).isEqualTo(1);
    }

    // cites VAL-14
    @Test
    void takesARefusedPaymentForUseOfTheCredentialToo() {
        OrderDraft first = kit.order(alice, bob, 5000);
        OrderDraft second = kit.order(alice, bob, 2);
        second.payerAlias = first.payerAlias;
        kit.assertRefused(first, ErrorCode.INSUFFICIENT_FUNDS);

        kit.assertRefused(second, ErrorCode.ALIAS_SPENT);
    }

    // cites IDC-14
    @Test
    void doesNotPayWithACredentialThatWasPaid() {
        kit.topUp("bob", 10);
        OrderDraft paid = kit.order(alice, bob, 1);
        kit.assertSettled(paid);
        OrderDraft paying = kit.order(bob, alice, 1);
        paying.payerAlias = Objects.requireNonNull(paid.payeeAlias);

        kit.assertRefused(paying, ErrorCode.ALIAS_SPENT);
        assertThat(statusOf(bob)).isEqualTo(DeviceStatus.ACTIVE);
    }

    @Test
    void refusesAPayeeCredentialInASecondRequestWithoutBlamingThePayer() {
        OrderDraft first = kit.order(alice, bob, 1);
        OrderDraft second = kit.order(alice, bob, 1);
        second.payeeAlias = first.payeeAlias;
        kit.assertSettled(first);

        PaymentRecord refused = kit.assertRefused(second, ErrorCode.ALIAS_SPENT);
        assertThat(refused.ruling().category()).isEqualTo(RefusalCategory.PAYEE);
        assertThat(statusOf(alice)).isEqualTo(DeviceStatus.ACTIVE);
        assertThat(statusOf(bob)).isEqualTo(DeviceStatus.ACTIVE);
    }

    @Test
    void paysAMerchantsCredentialManyTimes() {
        kit.send(new OpenAccount("cafe", AccountKind.MERCHANT, "Café Central"));
        Phone cafe = kit.enrol("cafe");
        for (int i = 0; i < 3; i++) {
            OrderDraft order = kit.order(alice, cafe, 100);
            order.payeeAlias = null;
            kit.assertSettled(order);
        }

        assertThat(kit.balance("cafe")).isEqualTo(300);
    }

    @Test
    void knowsNothingOfStrangers() {
        Phone stranger = new Phone("alice", kit.digest().slice(0, 8));
        assertRecordsNothing(kit.order(stranger, bob, 1), ErrorCode.DEVICE_UNKNOWN);
        assertRecordsNothing(kit.order(alice, stranger, 1), ErrorCode.DEVICE_UNKNOWN);
        assertRecordsNothing(
                kit.order(alice, new Phone("nobody", bob.device()), 1), ErrorCode.ACCOUNT_UNKNOWN);
        assertRecordsNothing(
                kit.order(alice, new Phone("mo:fee", bob.device()), 1), ErrorCode.ACCOUNT_UNKNOWN);
        assertRecordsNothing(
                kit.order(alice, new Phone("alice", bob.device()), 1),
                ErrorCode.CREDENTIAL_MISMATCH);
        OrderDraft unissued = kit.order(alice, bob, 1);
        unissued.payerAlias = LedgerKit.ALIASES;
        assertRecordsNothing(unissued, ErrorCode.CREDENTIAL_INVALID);
    }

    private void assertRecordsNothing(OrderDraft order, ErrorCode code) {
        assertThatThrownBy(() -> kit.settle(order))
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
        assertThat(kit.ledger().payment(order.paymentId())).isEmpty();
    }

    private DeviceStatus statusOf(Phone phone) {
        return kit.ledger().device(phone.device()).orElseThrow().status();
    }
}
