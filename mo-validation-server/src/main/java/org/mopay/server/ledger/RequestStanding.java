package org.mopay.server.ledger;

import org.mopay.server.ledger.book.RequestUse;

/**
 * What has become of a request.
 *
 * @param usedUp whether nothing more can be paid under it
 */
public record RequestStanding(RequestUse use, boolean usedUp) {}
