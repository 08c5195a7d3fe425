package org.mopay.server.ledger.book;

/** Constants that numbers stand for in a store. */
interface Coded {
    /** The number that stands for this constant in a store; it never changes. */
    int code();

    /** The one of these constants that has the code. */
    static <E extends Enum<E> & Coded> E of(E[] constants, int code) {
        for (E each : constants) {
            if (each.code() == code) {
                return each;
            }
        }
        String name = constants[0].getDeclaringClass().getSimpleName();
        throw new IllegalArgumentException("no " + name + " has the code " + code);
    }
}
