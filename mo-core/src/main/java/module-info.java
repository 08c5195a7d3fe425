/**
 * The protocol of a payment between two phones, as a library without input or output.
 *
 * <p>An app starts at {@link org.mopay.core.Phone}. What is exported to everyone is what an app
 * links against; what is exported to the project's own modules may change with any release.
 */
// Its friends are built later, and java-otp has only a name.
@SuppressWarnings({"module", "requires-automatic"})
module org.mopay.core {
    requires transitive org.mopay.spec;
    requires com.eatthepath.otp;
    requires org.bouncycastle.provider;
    requires static org.jspecify;

    exports org.mopay.core;
    exports org.mopay.core.bytes;
    exports org.mopay.core.carrier;
    exports org.mopay.core.credential;
    exports org.mopay.core.crypto;
    exports org.mopay.core.error;
    exports org.mopay.core.noise;
    exports org.mopay.core.otp;
    exports org.mopay.core.channel to
            org.mopay.benchmarks,
            org.mopay.cli,
            org.mopay.server;
    exports org.mopay.core.message to
            org.mopay.benchmarks,
            org.mopay.cli,
            org.mopay.server;
    exports org.mopay.core.payment to
            org.mopay.benchmarks,
            org.mopay.cli,
            org.mopay.server;
}
