package org.mopay.cli.operator;

import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.output.Failure;
import org.mopay.cli.output.Typed;
import org.mopay.core.Amount;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.AssetDefinition;
import org.mopay.proto.v1.ValidatorInfo;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An account and an amount that an operator types, in the assets of the own server. */
final class OperatorMoney {
    @Parameters(index = "0", paramLabel = "ACCOUNT")
    private String account;

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "In major units, such as 12.50.")
    private String amount;

    @Option(
            names = "--asset",
            paramLabel = "CODE",
            defaultValue = "",
            description = "Of which asset (default: the validator's first).")
    private String asset;

    String account() {
        return account;
    }

    /**
     * The amount, of its asset. The token has shown whose server this is, so its information needs no
     * root key here.
     */
    Amount amount(OperatorClient client) throws Failure, ProtocolException {
        ValidatorInfo info =
                MessageType.VALIDATOR_INFO.decode(client.validator().getBody());
        for (AssetDefinition known : info.getAssetsList()) {
            if (asset.isEmpty() || known.getCode().equals(asset)) {
                return Typed.amount(amount, known.getCode(), known.getExponent());
            }
        }
        throw Failure.of(ErrorCode.ASSET_UNKNOWN, asset);
    }
}
