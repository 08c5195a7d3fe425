package org.mopay.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SecretBytesTest {
    @Test
    void exposesCopiesOnly() {
        byte[] array = {1, 2, 3};
        SecretBytes secret = SecretBytes.copyOf(array);
        array[0] = 9;
        secret.expose()[1] = 9;
        assertThat(secret.expose()).containsExactly(1, 2, 3);
        assertThat(secret.<Integer, RuntimeException>use(bytes -> bytes.length)).isEqualTo(3);
    }

    @Test
    void wipesWhatItAdoptedWhenClosed() {
        byte[] array = {1, 2, 3};
        SecretBytes secret = SecretBytes.adopt(array);
        secret.close();
        assertThat(array).containsOnly(0);
    }

    @Test
    void refusesToBeReadAfterClose() {
        SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
        secret.close();
        assertThatIllegalStateException().isThrownBy(secret::expose);
        assertThatIllegalStateException().isThrownBy(() -> secret.use(bytes -> bytes[0]));
        assertThat(secret.size()).isEqualTo(3);
    }

    // cites SEC-01
    @Test
    void neitherPrintsNorComparesItsContent() {
        SecretBytes secret = SecretBytes.copyOf(new byte[] {0x5a, 0x5a});
        assertThat(secret).hasToString("SecretBytes(2 bytes, redacted)");
        assertThat(secret).isNotEqualTo(SecretBytes.copyOf(new byte[] {0x5a, 0x5a}));
    }
}
