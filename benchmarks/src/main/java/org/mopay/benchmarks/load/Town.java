package org.mopay.benchmarks.load;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Kdf;
import org.mopay.core.crypto.RandomSource;
import org.mopay.server.credential.DeviceSecrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Everybody who pays and is paid, with one device each: wallets, and merchants after them. All of it
 * follows from the seed, so nothing needs to be kept to sign for any of them. Thread-safe.
 */
public final class Town {
    /** What every payment is in; the server's own setting has it with these decimal places. */
    static final String ASSET = "USD";

    static final int EXPONENT = 2;

    /** Minor units of one payment. */
    static final long AMOUNT = 100;

    /** Two payments, one to a merchant and one to a phone, use three aliases. */
    private static final int ALIASES_OF_TWO_PAYMENTS = 3;

    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private final long seed;
    private final int wallets;
    private final int merchants;
    private final int aliases;
    private final byte[] key;
    private final long[] deviceIds;
    private final int stride;

    /**
     * A town.
     *
     * @param wallets how many people, at least 2
     * @param merchants at least 1
     * @param aliases how many each person's device was issued
     */
    Town(long seed, int wallets, int merchants, int aliases) {
        if (wallets < 2 || merchants < 1 || aliases < 1) {
            throw new IllegalArgumentException(
                    wallets + " wallets with " + aliases + " aliases, " + merchants + " merchants");
        }
        this.seed = seed;
        this.wallets = wallets;
        this.merchants = merchants;
        this.aliases = aliases;
        this.key = ByteBuffer.allocate(Long.BYTES).putLong(seed).array();
        this.deviceIds = new SplittableRandom(seed ^ GOLDEN_RATIO)
                .longs()
                .distinct()
                .limit(wallets + merchants)
                .toArray();
        // Rows of one table are written in the order of their keys, which is fast, and used at
        // random, as those of a grown one.
        Arrays.sort(deviceIds);
        this.stride = coprime(wallets);
    }

    /** Some large step that visits every wallet before it comes back to the first. */
    private static int coprime(int wallets) {
        int step = (int) (wallets * 0.618) | 1;
        while (greatestCommonDivisor(step, wallets) != 1) {
            step += 2;
        }
        return step;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** The town that has enough aliases for so many payments. */
    public static Town forPayments(long seed, int wallets, int merchants, long payments) {
        long needed = firstAlias(payments) + ALIASES_OF_TWO_PAYMENTS;
        return new Town(seed, wallets, merchants, Math.toIntExact(needed / wallets + 1));
    }

    /**
     * One credential of a wallet's device.
     *
     * @param wallet whose
     * @param index of the credential
     */
    record Alias(int wallet, int index) {}

    /**
     * Who pays whom.
     *
     * @param payer the alias that pays
     * @param merchant whom, or -1 for {@code payee}
     * @param payee the alias that is paid; the payer's own when a merchant is
     */
    record Deal(Alias payer, int merchant, Alias payee) {
        boolean toMerchant() {
            return merchant >= 0;
        }
    }

    /** The deal of a number, from 0: each uses aliases of its own; even ones go to merchants. */
    Deal deal(long number) {
        Alias payer = alias(firstAlias(number));
        return number % 2 == 0
                ? new Deal(payer, (int) (number / 2 % merchants), payer)
                : new Deal(payer, -1, alias(firstAlias(number) + 1));
    }

    private static long firstAlias(long deal) {
        return deal / 2 * ALIASES_OF_TWO_PAYMENTS + deal % 2;
    }

    private Alias alias(long number) {
        long index = number / wallets;
        if (index >= aliases) {
            throw new IllegalStateException("the town's aliases are used up");
        }
        return new Alias((int) (number % wallets * stride % wallets), (int) index);
    }

    int wallets() {
        return wallets;
    }

    int merchants() {
        return merchants;
    }

    int aliases() {
        return aliases;
    }

    long seed() {
        return seed;
    }

    String walletName(int wallet) {
        return "wallet-" + wallet;
    }

    String merchantName(int merchant) {
        return "merchant-" + merchant;
    }

    /** The name that the merchant's credential carries. */
    static String verifiedName(int merchant) {
        return "Merchant No. " + merchant;
    }

    Bytes walletDevice(int wallet) {
        return deviceId(wallet);
    }

    Bytes merchantDevice(int merchant) {
        return deviceId(wallets + merchant);
    }

    private Bytes deviceId(int number) {
        return Bytes.copyOf(
                ByteBuffer.allocate(Long.BYTES).putLong(deviceIds[number]).array());
    }

    /** What the device shares with the validator. */
    DeviceSecrets.Pair secrets(Bytes device) {
        return new DeviceSecrets.Pair(derived("seal", device, 0), derived("otp", device, 0));
    }

    /** The Ed25519 seed of a device's credential. */
    SecretBytes signingSeed(Bytes device, int index) {
        return derived("signing", device, index);
    }

    /** The Noise key of a device's credential: no phone shakes hands here, so any 32 bytes do. */
    Bytes noiseKey(Bytes device, int index) {
        return digest("noise", device, index);
    }

    /** 32 bytes that follow from the seed. */
    Bytes digest(String label, Bytes subject, long number) {
        return Bytes.copyOf(derive(label, subject, number));
    }

    private SecretBytes derived(String label, Bytes subject, long number) {
        return SecretBytes.adopt(derive(label, subject, number));
    }

    private byte[] derive(String label, Bytes subject, long number) {
        return Kdf.hmacSha256(
                key,
                label.getBytes(StandardCharsets.US_ASCII),
                ByteBuffer.allocate(Long.BYTES).putLong(number).array(),
                subject.toArray());
    }

    /** Random bytes that follow from the seed; fast, and fit for nothing secret. For one thread. */
    RandomSource random(long number) {
        SplittableRandom random = new SplittableRandom(seed + GOLDEN_RATIO * (number + 1));
        return random::nextBytes;
    }
}
