package org.mopay.core.error;

/** What a person or a program may do after an error. */
public enum ErrorKind {
    /** The same message never succeeds. */
    FINAL,
    /** The same message may succeed later; nothing was decided. */
    TEMPORARY,
    /** The user can change something (money, PIN, code) and start again. */
    USER_ACTION
}
