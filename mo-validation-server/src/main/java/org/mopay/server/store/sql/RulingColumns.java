package org.mopay.server.store.sql;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.PaymentStatus;
import org.mopay.server.ledger.book.PendingReason;
import org.mopay.server.ledger.book.RefusalCategory;
import org.mopay.server.ledger.book.Ruling;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.Waiting;

import java.sql.SQLException;

/** The columns {@code status}, {@code code} and {@code category}, and {@link Ruling}. */
final class RulingColumns {
    private RulingColumns() {}

    static void give(Ruling ruling, Values to) throws StoreException {
        ErrorCode code = ruling.code();
        RefusalCategory category = ruling.category();
        to.integer(ruling.status().code())
                .integer(code == null ? null : Integer.valueOf(code.number()))
                .integer(category == null ? null : Integer.valueOf(category.code()));
    }

    /** Of what is never pending. */
    static Ruling read(Row row) throws SQLException {
        return new Ruling(
                PaymentStatus.ofCode(row.small()),
                code(row.smallOrNull()),
                category(row.smallOrNull()),
                null);
    }

    /** Followed by what it waits or has waited for: reason, deadline, attempts and wrong codes. */
    static Ruling readWaiting(Row row) throws SQLException {
        PaymentStatus status = PaymentStatus.ofCode(row.small());
        ErrorCode code = code(row.smallOrNull());
        RefusalCategory category = category(row.smallOrNull());
        Integer reason = row.smallOrNull();
        long deadline = row.integer();
        int attempts = row.small();
        int wrongCodes = row.small();
        Waiting waiting = reason == null || status != PaymentStatus.PENDING
                ? null
                : new Waiting(PendingReason.ofCode(reason), deadline, attempts, wrongCodes);
        return new Ruling(status, code, category, waiting);
    }

    private static @Nullable ErrorCode code(@Nullable Integer number) {
        return number == null ? null : ErrorCode.ofNumber(number).orElseThrow();
    }

    private static @Nullable RefusalCategory category(@Nullable Integer code) {
        return code == null ? null : RefusalCategory.ofCode(code);
    }
}
