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

/** Amounts that an operator types, in the assets of the own server. */
final class OperatorMoney {
    private OperatorMoney() {}

    /**
     * An amount of an asset. The token has shown whose server this is, so its information needs no root
     * key here.
     *
     * @param decimal in major units
     * @param asset its code; empty for the validator's first
     */
    static Amount parse(OperatorClient client, String decimal, String asset)
            throws Failure, ProtocolException {
        ValidatorInfo info =
                MessageType.VALIDATOR_INFO.decode(client.validator().getBody());
        for (AssetDefinition known : info.getAssetsList()) {
            if (asset.isEmpty() || known.getCode().equals(asset)) {
                return Typed.amount(decimal, known.getCode(), known.getExponent());
            }
        }
        throw Failure.of(ErrorCode.ASSET_UNKNOWN, asset);
    }
}
