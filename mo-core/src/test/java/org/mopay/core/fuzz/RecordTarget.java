package org.mopay.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;

import org.mopay.core.HostedPhone;
import org.mopay.core.Phone;
import org.mopay.core.SeededRandom;
import org.mopay.core.TestValidator;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;

import java.util.ArrayList;
import java.util.List;

/** The record of a phone, damaged on the disk. */
final class RecordTarget {
    private RecordTarget() {}

    static List<Bytes> seeds() throws ProtocolException {
        SeededRandom random = new SeededRandom(1);
        TestValidator validator = new TestValidator("bank.test", random);
        HostedPhone phone = HostedPhone.enrol(validator, "payee", random);
        List<Bytes> seeds = new ArrayList<>();
        seeds.add(phone.memory());
        phone.request(1250, NOW);
        seeds.add(phone.memory());
        return seeds;
    }

    static void run(byte[] input) {
        try {
            Phone phone = Phone.restore(Bytes.copyOf(input), CRYPTO, new SeededRandom(3));
            assertThat(phone.unusedAliases(NOW)).isNotNegative();
            assertThat(phone.stored().value()).isPresent();
        } catch (ProtocolException refused) {
            assertThat(refused.code()).isNotNull();
        }
    }
}
