package org.mopay.server.keys;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All secrets of a validator, in its file {@code validator.keys}: the root key, the key that wraps
 * the devices' secrets, and the generations of everything else. Thread-safe. Times are seconds since
 * the Unix epoch.
 */
public final class ValidatorKeys {
    private static final String FILE = "validator.keys";
    private static final String ROOT = "root";
    private static final String DEVICE_SECRETS = "device-secrets";
    private static final String GENERATION = "generation-";
    private static final String ISSUER = "issuer-";
    private static final String HPKE = "hpke-";
    private static final String CREDENTIAL_MAC = "credential-mac-";
    private static final String CREDENTIAL_IDS = "credential-ids-";
    private static final int SECRET_SIZE = 32;

    private final KeyFile file;
    private final CryptoProvider crypto;
    private final RandomSource random;
    private final Signer root;
    private final SecretBytes deviceSecrets;
    private volatile List<KeyGeneration> generations;

    private ValidatorKeys(KeyFile file, CryptoProvider crypto, RandomSource random)
            throws ProtocolException {
        this.file = file;
        this.crypto = crypto;
        this.random = random;
        this.root = crypto.ed25519Signer(file.secret(ROOT));
        this.deviceSecrets = file.secret(DEVICE_SECRETS);
        this.generations = read();
    }

    /**
     * Reads the keys of a data directory, or makes them on the first start.
     *
     * @param isFirstStart whether there is nothing yet that other keys belong to
     * @throws ProtocolException KEYS_MISSING if the file is gone though this is not the first start;
     *     CONFIG_INVALID if it can't be read; FILE_UNREADABLE
     */
    public static ValidatorKeys loadOrCreate(
            Path directory,
            boolean isFirstStart,
            long now,
            CryptoProvider crypto,
            RandomSource random)
            throws ProtocolException {
        KeyFile file = KeyFile.open(directory.resolve(FILE));
        if (file.isEmpty()) {
            if (!isFirstStart) {
                throw new ProtocolException(ErrorCode.KEYS_MISSING, file + " is missing");
            }
            file.put(ROOT, crypto.generateEd25519Seed(random));
            file.put(DEVICE_SECRETS, random.secret(SECRET_SIZE));
            add(file, 1, now, crypto, random);
            file.write();
        }
        ValidatorKeys keys = new ValidatorKeys(file, crypto, random);
        keys.destroyEnded(now);
        return keys;
    }

    private static void add(
            KeyFile file, int number, long begins, CryptoProvider crypto, RandomSource random) {
        file.put(
                GENERATION + number,
                SecretBytes.adopt(
                        ByteBuffer.allocate(Long.BYTES).putLong(begins).array()));
        file.put(ISSUER + number, crypto.generateEd25519Seed(random));
        file.put(HPKE + number, crypto.generateX25519(random).privateKey());
        file.put(CREDENTIAL_MAC + number, random.secret(SECRET_SIZE));
        file.put(CREDENTIAL_IDS + number, random.secret(SECRET_SIZE));
    }

    private List<KeyGeneration> read() throws ProtocolException {
        List<KeyGeneration> read = new ArrayList<>();
        for (int number = 1; number == 1 || file.has(GENERATION + number); number++) {
            long retires =
                    file.has(GENERATION + (number + 1)) ? begins(number + 1) : Long.MAX_VALUE;
            read.add(new KeyGeneration(
                    number,
                    begins(number),
                    retires,
                    crypto.ed25519Signer(file.secret(ISSUER + number)),
                    file.find(HPKE + number).map(crypto::x25519KeyPair),
                    file.find(CREDENTIAL_MAC + number),
                    file.find(CREDENTIAL_IDS + number)));
        }
        return List.copyOf(read);
    }

    private long begins(int number) throws ProtocolException {
        return ByteBuffer.wrap(file.secret(GENERATION + number).expose()).getLong();
    }

    /** Signs the validator's information; phones pin it. */
    public Signer root() {
        return root;
    }

    /** Wraps the devices' secrets in the ledger. */
    public SecretBytes deviceSecrets() {
        return deviceSecrets;
    }

    /** All generations, the oldest first; the last one may not have begun. */
    public List<KeyGeneration> generations() {
        return generations;
    }

    /** The generation that issues and signs at that time. */
    public KeyGeneration current(long now) {
        List<KeyGeneration> all = generations;
        for (int i = all.size() - 1; i > 0; i--) {
            if (now >= all.get(i).begins()) {
                return all.get(i);
            }
        }
        return all.get(0);
    }

    /** The newest generation, whether it has begun or not. */
    public KeyGeneration newest() {
        List<KeyGeneration> all = generations;
        return all.get(all.size() - 1);
    }

    /** The generation of an issuer key. */
    public Optional<KeyGeneration> ofIssuer(int issuerKeyId) {
        for (KeyGeneration generation : generations) {
            if (generation.issuerKeyId() == issuerKeyId) {
                return Optional.of(generation);
            }
        }
        return Optional.empty();
    }

    /** The generation whose number is the epoch of a credential id. */
    public Optional<KeyGeneration> ofEpoch(int epoch) {
        List<KeyGeneration> all = generations;
        return epoch >= 1 && epoch <= all.size()
                ? Optional.of(all.get(epoch - 1))
                : Optional.empty();
    }

    /**
     * The HPKE key of an id.
     *
     * @throws ProtocolException BOX_UNREADABLE if there is none, or it was destroyed
     */
    public X25519KeyPair hpke(int hpkeKeyId) throws ProtocolException {
        return generations.stream()
                .filter(generation -> generation.hpkeKeyId() == hpkeKeyId)
                .findFirst()
                .flatMap(KeyGeneration::hpke)
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.BOX_UNREADABLE, "sealed to a key that is not in use"));
    }

    /**
     * Makes the next generation.
     *
     * @param replaced the issuer key id of the newest generation, as the caller knows it; asking
     *     again for what was done is answered the same
     * @param begins when it starts to issue and sign
     * @return the newest generation
     * @throws ProtocolException IDEMPOTENCY_CONFLICT if another generation is the newest;
     *     NOT_SUPPORTED when all epochs were used
     */
    public synchronized KeyGeneration rotate(int replaced, long begins) throws ProtocolException {
        KeyGeneration newest = newest();
        if (newest.number() > 1 && newest.issuerKeyId() - 2 == replaced) {
            return newest;
        }
        if (newest.issuerKeyId() != replaced) {
            throw new ProtocolException(
                    ErrorCode.IDEMPOTENCY_CONFLICT,
                    "the newest issuer key is " + newest.issuerKeyId());
        }
        if (newest.number() == KeyGeneration.MOST || begins < newest.begins()) {
            throw new ProtocolException(
                    ErrorCode.NOT_SUPPORTED, "generations end at 255, and begin in their order");
        }
        add(file, newest.number() + 1, begins, crypto, random);
        file.write();
        generations = read();
        return newest();
    }

    /** Destroys what is not needed any more: HPKE keys, and epochs whose retention has ended. */
    synchronized void destroyEnded(long now) throws ProtocolException {
        boolean changed = false;
        for (KeyGeneration generation : generations) {
            if (generation.hpkeHasEnded(now)) {
                changed |= file.remove(HPKE + generation.number());
            }
            if (generation.retentionHasEnded(now)) {
                changed |= file.remove(CREDENTIAL_MAC + generation.number());
                changed |= file.remove(CREDENTIAL_IDS + generation.number());
            }
        }
        if (changed) {
            file.write();
            generations = read();
        }
    }

    /** Shows nothing of the keys. */
    @Override
    public String toString() {
        return "ValidatorKeys";
    }
}
