package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;

/**
 * The answer that was recorded with a command.
 *
 * @param replayed whether the command had been recorded before: then the answer is the earlier one,
 *     not the one that came with the command
 */
public record StoredAnswer(Bytes answer, boolean replayed) {}
