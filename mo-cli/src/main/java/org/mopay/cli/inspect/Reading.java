package org.mopay.cli.inspect;

import java.util.List;

/**
 * A message read as one type.
 *
 * @param type the type it was read as, whose canonical form it has
 * @param lines its fields and what is derived from them
 * @param faults what the type does not allow all the same, such as a key of another size
 * @param fitting how many values are what the type wants them to be
 * @param holdsSecret whether a field of it is not shown
 */
record Reading(
        KnownType type, List<Line> lines, List<String> faults, int fitting, boolean holdsSecret) {
    /** Whether it is well-formed, and tells enough to be this type rather than another. */
    boolean fits() {
        return faults.isEmpty() && fitting > 0;
    }
}
