package org.mopay.cli.otp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mopay.cli.CommandRun;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.otp.OtpAuthUri;

class OtpCommandTest {
    private static final String LINK =
            "otpauth://totp/alice" + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8&period=30";

    /** RFC 6238, appendix B. */
    @Test
    void showsTheCodeOfALink() {
        CommandRun run = CommandRun.of("otp", "code", LINK, "--time", "1111111109");

        assertThat(run.exitStatus()).isZero();
        assertThat(run.lines()).containsExactly("07081804");
    }

    @Test
    void makesALinkThatItReadsAndAnotherSecretEachTime() throws ProtocolException {
        String first = link();
        OtpAuthUri uri = OtpAuthUri.parse(first);

        assertThat(uri.issuer()).isEqualTo("Bank & Co");
        assertThat(uri.account()).isEqualTo("alice");
        assertThat(uri.secret().size()).isEqualTo(20);
        assertThat(uri.digits()).isEqualTo(8);
        assertThat(link()).isNotEqualTo(first);
    }

    private static String link() {
        CommandRun run =
                CommandRun.of("otp", "uri", "alice", "--issuer", "Bank & Co", "--digits", "8");
        assertThat(run.exitStatus()).isZero();
        return run.lines().get(0);
    }

    @Test
    void refusesWhatIsNoLinkAndShowsNothingOfIt() {
        CommandRun run = CommandRun.of("otp", "code", LINK.replace("digits=8", "digits=9"));

        assertThat(run.exitStatus()).isEqualTo(2);
        assertThat(run.err()).contains("MO-1001", "link").doesNotContain("GEZDGNBV");
        assertThat(CommandRun.of("otp", "uri", "a:b").exitStatus()).isEqualTo(2);
    }
}
