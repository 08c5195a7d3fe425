package org.mopay.core.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mopay.core.noise.HandshakePattern.Token.E;
import static org.mopay.core.noise.HandshakePattern.Token.EE;
import static org.mopay.core.noise.HandshakePattern.Token.ES;
import static org.mopay.core.noise.HandshakePattern.Token.S;
import static org.mopay.core.noise.HandshakePattern.Token.SE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class HandshakePatternTest {
    @Test
    void readsXkAsTheSpecificationWritesIt() {
        assertThat(HandshakePattern.XK)
                .isEqualTo(new HandshakePattern(
                        "XK",
                        false,
                        true,
                        List.of(List.of(E, ES), List.of(E, EE), List.of(S, SE))));
        assertThat(HandshakePattern.XK.isOneWay()).isFalse();
    }

    // cites ENC-01
    @Test
    void namesTheProtocolsOfMo1() {
        assertThat(NoiseProtocol.XX.name()).isEqualTo("Noise_XX_25519_ChaChaPoly_SHA256");
        assertThat(NoiseProtocol.XK.name()).isEqualTo("Noise_XK_25519_ChaChaPoly_SHA256");
    }

    /**
     * The responder first, an unknown token, a key used before it is sent, a key sent twice, a
     * known key sent again, no message at all.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<- e",
                "-> e, psk",
                "-> e, es",
                "-> e, e",
                "<- s|...|-> e|<- e, ee, s",
                "<- s|..."
            })
    void refusesWhatCanNotBeExecuted(String lines) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HandshakePattern.parse("bad", lines.split("\\|", -1)));
    }
}
