package org.mopay.core;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.BalanceQuery;
import org.mopay.proto.v1.DeviceQuery;
import org.mopay.proto.v1.PaymentStatusQuery;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StatementQuery;

/** What a phone asks of its validator, signed by its identity key. */
final class PhoneQueries {
    private PhoneQueries() {}

    static Signed balance(PhoneState phone, long now, RandomSource random) {
        return sign(phone, query(phone, now, random).setBalance(BalanceQuery.getDefaultInstance()));
    }

    static Signed statement(
            PhoneState phone, long before, int limit, long now, RandomSource random) {
        return sign(
                phone,
                query(phone, now, random)
                        .setStatement(
                                StatementQuery.newBuilder().setBefore(before).setLimit(limit)));
    }

    static Signed paymentStatus(PhoneState phone, Bytes paymentId, long now, RandomSource random) {
        return sign(
                phone,
                query(phone, now, random)
                        .setPaymentStatus(PaymentStatusQuery.newBuilder()
                                .setPaymentId(ByteString.copyFrom(paymentId.toArray()))));
    }

    private static DeviceQuery.Builder query(PhoneState phone, long now, RandomSource random) {
        return DeviceQuery.newBuilder()
                .setValidatorId(phone.validator().id())
                .setDeviceId(phone.stored().getDeviceId())
                .setCreated(now)
                .setNonce(ByteString.copyFrom(random.next(VerifiedRequest.NONCE_SIZE)));
    }

    private static Signed sign(PhoneState phone, DeviceQuery.Builder query) {
        return MessageType.DEVICE_QUERY.sign(query.build(), phone.identity());
    }
}
