package org.mopay.cli.operator;

import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.KeyRotationOrder;
import org.mopay.proto.v1.KeyRotationReceipt;
import org.mopay.proto.v1.KeyUse;
import org.mopay.proto.v1.ValidatorInfo;
import org.mopay.proto.v1.ValidatorKey;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Instant;

/** {@code mo operator rotate-keys}. */
@Command(
        name = "rotate-keys",
        description = {
            "Make new keys for credentials, decisions and enrolment.",
            "They are published at once and used when most phones have heard of them; what the old",
            "ones have signed stays good."
        })
final class RotateKeysCommand extends ConsoleCommand {
    @Option(
            names = "--after",
            paramLabel = "SECONDS",
            defaultValue = "86400",
            description = "When the new keys are used first (default: ${DEFAULT-VALUE}, a day).")
    private long lead;

    @Mixin
    private OperatorOptions server;

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        if (lead < 0) {
            throw Failure.of(ErrorCode.USAGE, "--after is below 0")
                    .withFix("give 0 or more seconds");
        }
        OperatorClient client = server.client();
        KeyRotationReceipt receipt = client.rotateKeys(KeyRotationOrder.newBuilder()
                .setIssuerKeyId(newestIssuer(client))
                .setLead(lead)
                .build());
        console.print(
                Event.named("key_rotation")
                        .with("issuer_key_id", receipt.getIssuerKeyId())
                        .with("hpke_key_id", receipt.getHpkeKeyId())
                        .with("begins", receipt.getBegins())
                        .with("serial", receipt.getSerial()),
                "issuer key " + receipt.getIssuerKeyId() + " and HPKE key "
                        + receipt.getHpkeKeyId() + " are used from "
                        + Instant.ofEpochSecond(receipt.getBegins()) + " on");
        console.talk("keep a copy of validator.keys: without it, no phone knows this validator");
        return ExitCode.OK;
    }

    /** The token has shown whose server this is, so its information needs no root key here. */
    private static int newestIssuer(OperatorClient client) throws Failure, ProtocolException {
        ValidatorInfo info =
                MessageType.VALIDATOR_INFO.decode(client.validator().getBody());
        return info.getKeysList().stream()
                .filter(key -> key.getUse() == KeyUse.KEY_USE_ISSUER)
                .mapToInt(ValidatorKey::getId)
                .max()
                .orElse(0);
    }
}
