package org.mopay.core;

import org.mopay.core.credential.Refill;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.Signed;

/** How a phone comes by fresh credentials. */
final class PhoneRefills {
    private PhoneRefills() {}

    static boolean isNeeded(PhoneState phone, long now) {
        return phone.unusedAliases(now) * 2 < phone.validator().limits().getPoolSize()
                || Refill.isMerchantDue(phone.stored(), now);
    }

    /** The refill that waits for its answer, or a new one. */
    static Signed begin(PhoneState phone, long now, RandomSource random) {
        if (!phone.stored().hasRefill()) {
            boolean merchant = Refill.isMerchantDue(phone.stored(), now);
            int missing = phone.validator().limits().getPoolSize() - phone.unusedAliases(now);
            int aliases = Math.max(merchant ? 0 : 1, missing);
            phone.replace(phone.stored().toBuilder()
                    .setRefill(Refill.begin(
                            phone.stored(),
                            aliases,
                            merchant,
                            phone.identity(),
                            phone.crypto(),
                            random))
                    .build());
        }
        return phone.stored().getRefill().getRequest();
    }

    static void complete(PhoneState phone, RefillAnswer answer, long now) throws ProtocolException {
        phone.replace(
                Refill.complete(phone.stored(), answer, phone.validator(), now, phone.crypto()));
    }
}
