package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountKind;

import java.util.regex.Pattern;

/**
 * Opens a customer's account, or finds it already open. {@code IDEMPOTENCY_CONFLICT} if the name is
 * taken by an account of another kind or verified name.
 *
 * @param name 1 to 64 of {@code a-z 0-9 . _ -}
 * @param verifiedName the name a merchant's credentials carry; null for a wallet
 */
public record OpenAccount(
        String name, AccountKind kind, @Nullable String verifiedName)
        implements LedgerCommand<Account> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");

    public OpenAccount {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not an account name: " + name);
        }
        if (!kind.isCustomer() || (kind == AccountKind.MERCHANT) != (verifiedName != null)) {
            throw new IllegalArgumentException(kind + " with the verified name " + verifiedName);
        }
    }

    @Override
    public Account decideBy(Ledger ledger) {
        return ledger.accounts().open(this);
    }
}
