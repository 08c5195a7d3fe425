package org.mopay.benchmarks.crash;

import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.ByteString;

import org.mopay.benchmarks.load.SeededDirectory;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.ledger.LedgerCheck;
import org.mopay.server.ledger.book.PaymentRecord;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the ledger holds of what was sent, read when no server runs.
 *
 * @param missing acknowledged payments that it does not hold as settled
 * @param surplus payments that it holds beyond the ones that were sent
 * @param findings of the ledger's own check
 */
record LedgerCount(long missing, long surplus, List<String> findings) {

    static LedgerCount of(
            SeededDirectory directory,
            Map<Long, ByteString> attempted,
            Acknowledgements acknowledgements)
            throws ProtocolException {
        long[] missing = new long[1];
        long[] present = new long[1];
        directory.read(reader -> {
            for (Map.Entry<Long, ByteString> payment : attempted.entrySet()) {
                Optional<PaymentRecord> record = reader.payment(bytes(payment.getValue()));
                present[0] += record.isPresent() ? 1 : 0;
                boolean settled =
                        record.filter(found -> found.ruling().isSettled()).isPresent();
                if (!settled && acknowledgements.has(payment.getKey())) {
                    missing[0]++;
                }
            }
        });
        LedgerCheck.Report report = directory.check();
        return new LedgerCount(missing[0], report.payments() - present[0], report.findings());
    }
}
