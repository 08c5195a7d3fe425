package org.mopay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

class TownTest {
    private static final int PAYMENTS = 10_000;

    private final Town town = Town.forPayments(3, 101, 7, PAYMENTS);

    @Test
    void spendsEveryAliasOnceAndPaysNobodyHimself() {
        Set<Town.Alias> used = new HashSet<>();
        for (int number = 0; number < PAYMENTS; number++) {
            Town.Deal deal = town.deal(number);
            assertThat(used.add(deal.payer())).isTrue();
            assertThat(deal.payer().index()).isLessThan(town.aliases());
            if (!deal.toMerchant()) {
                assertThat(used.add(deal.payee())).isTrue();
                assertThat(deal.payee().wallet()).isNotEqualTo(deal.payer().wallet());
            }
        }
    }

    @Test
    void paysMerchantsWithEverySecondPayment() {
        assertThat(town.deal(0).toMerchant()).isTrue();
        assertThat(town.deal(1).toMerchant()).isFalse();
        assertThat(town.deal(2).merchant()).isEqualTo(1);
    }

    @Test
    void endsWhenTheAliasesDo() {
        assertThatThrownBy(() -> town.deal(2 * PAYMENTS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givesEveryDeviceAnIdOfItsOwn() {
        Set<Object> ids = new HashSet<>();
        for (int wallet = 0; wallet < town.wallets(); wallet++) {
            assertThat(ids.add(town.walletDevice(wallet))).isTrue();
        }
        for (int merchant = 0; merchant < town.merchants(); merchant++) {
            assertThat(ids.add(town.merchantDevice(merchant))).isTrue();
        }
    }
}
