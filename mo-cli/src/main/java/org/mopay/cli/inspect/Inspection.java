package org.mopay.cli.inspect;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What some bytes are: the types they fit, the best one first, and for every other type where they
 * break. Protobuf does not name its types, so more than one can fit.
 */
final class Inspection {
    /**
     * Without a fault first, then what holds a secret, so that none is shown as something else; then
     * the most telling one, and of two alike the registry's order.
     */
    private static final Comparator<Reading> BEST = Comparator.comparing(
                    (Reading reading) -> reading.faults().isEmpty())
            .thenComparing(Reading::holdsSecret)
            .thenComparingInt(
                    reading -> reading.fitting() - 2 * reading.faults().size())
            .reversed();

    private final List<Reading> readings;
    private final List<Misfit> misfits;

    private Inspection(List<Reading> readings, List<Misfit> misfits) {
        this.readings = readings;
        this.misfits = misfits;
    }

    /**
     * A type that the bytes are not.
     *
     * @param type the type
     * @param code what its receiver would answer
     * @param offset how many bytes are canonical
     * @param reason where and why they break
     */
    record Misfit(KnownType type, ErrorCode code, int offset, String reason) {}

    static Inspection of(List<KnownType> types, Bytes encoded) {
        List<Reading> readings = new ArrayList<>();
        List<Misfit> misfits = new ArrayList<>();
        for (KnownType type : types) {
            try {
                readings.add(MessageReader.read(type, encoded));
            } catch (ProtocolException e) {
                misfits.add(misfit(type, encoded, e));
            }
        }
        readings.sort(BEST);
        misfits.sort(Comparator.comparingInt(Misfit::offset).reversed());
        return new Inspection(List.copyOf(readings), List.copyOf(misfits));
    }

    /** The type that fits best, if one does. */
    static Optional<Reading> best(List<KnownType> types, Bytes encoded) {
        return of(types, encoded).fitting().stream().findFirst();
    }

    /** The readings without a fault, the best first. */
    List<Reading> fitting() {
        return readings.stream().filter(Reading::fits).toList();
    }

    /** A canonical reading that says more than it gets wrong, where none is without a fault. */
    Optional<Reading> nearly() {
        return readings.stream()
                .filter(reading -> reading.fitting() > reading.faults().size())
                .findFirst();
    }

    /** The first reading, however little it says; for a type that was asked for. */
    Optional<Reading> only() {
        return readings.stream().findFirst();
    }

    /** What does not fit, that which got furthest first. */
    List<Misfit> misfits() {
        return misfits;
    }

    private static Misfit misfit(KnownType type, Bytes encoded, ProtocolException thrown) {
        boolean tooLarge = thrown.code() == ErrorCode.MESSAGE_TOO_LARGE;
        Optional<WireBreak> broken =
                tooLarge ? Optional.empty() : WireBreak.find(type.descriptor(), encoded);
        return broken.isPresent()
                ? new Misfit(
                        type, thrown.code(), broken.get().offset(), broken.get().toString())
                : new Misfit(
                        type, thrown.code(), tooLarge ? 0 : encoded.size(), detail(type, thrown));
    }

    private static String detail(KnownType type, ProtocolException thrown) {
        String prefix = thrown.code().code() + " " + type.name() + ": ";
        String message = String.valueOf(thrown.getMessage());
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
}
