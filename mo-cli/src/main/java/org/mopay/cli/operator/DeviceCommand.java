package org.mopay.cli.operator;

import com.google.protobuf.ByteString;

import org.jspecify.annotations.Nullable;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.message.Wire;
import org.mopay.proto.v1.DeviceAction;
import org.mopay.proto.v1.DeviceOrder;
import org.mopay.proto.v1.DeviceState;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What an operator does about the phones of an account, or about one of them. */
abstract class DeviceCommand extends ConsoleCommand {
    /** Which phones. */
    static final class Target {
        @Parameters(paramLabel = "ACCOUNT", description = "All phones of this account.")
        private @Nullable String account;

        @Option(
                names = "--device",
                paramLabel = "ID",
                description = "One phone: 16 hex digits, as `mo operator devices` shows them.")
        private @Nullable String device;

        private DeviceOrder.Builder order() throws Failure {
            if (account != null) {
                return DeviceOrder.newBuilder().setAccount(account);
            }
            if (device == null) {
                throw Failure.of(ErrorCode.USAGE, "ACCOUNT or --device");
            }
            try {
                return DeviceOrder.newBuilder()
                        .setDeviceId(ByteString.copyFrom(Bytes.ofHex(device).toArray()));
            } catch (IllegalArgumentException e) {
                throw Failure.of(ErrorCode.USAGE, "--device takes 16 hex digits", e);
            }
        }
    }

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Kept beside the change, for whoever asks later.")
    private String reason;

    @Mixin
    private OperatorOptions server;

    private final DeviceAction action;

    private DeviceCommand(DeviceAction action) {
        this.action = action;
    }

    @Override
    protected ExitCode run(Console console) throws Failure {
        List<DeviceState> devices = server.client()
                .devices(target.order().setAction(action).setReason(reason).build())
                .getDevicesList();
        for (DeviceState device : devices) {
            String status = device.getStatus()
                    .name()
                    .substring("DEVICE_STATUS_".length())
                    .toLowerCase(Locale.ROOT);
            Bytes id = Wire.bytes(device.getDeviceId());
            console.print(
                    Event.named("device")
                            .with("device_id", id)
                            .with("account", device.getAccount())
                            .with("status", status)
                            .with("enrolled_at", device.getEnrolledAt()),
                    id.hex() + " of " + device.getAccount() + ", enrolled "
                            + Instant.ofEpochSecond(device.getEnrolledAt()) + ": " + status);
        }
        if (devices.isEmpty()) {
            console.talk("no phone was ever enrolled for this account");
        }
        return ExitCode.OK;
    }

    /** {@code mo operator devices}. */
    @Command(name = "devices", description = "Show the phones of an account.")
    static final class Show extends DeviceCommand {
        Show() {
            super(DeviceAction.DEVICE_ACTION_UNSPECIFIED);
        }
    }

    /** {@code mo operator freeze}. */
    @Command(
            name = "freeze",
            description = "Keep phones from paying, until they are unfrozen. They can be paid.")
    static final class Freeze extends DeviceCommand {
        Freeze() {
            super(DeviceAction.DEVICE_ACTION_FREEZE);
        }
    }

    /** {@code mo operator unfreeze}. */
    @Command(name = "unfreeze", description = "Let frozen phones pay again.")
    static final class Unfreeze extends DeviceCommand {
        Unfreeze() {
            super(DeviceAction.DEVICE_ACTION_UNFREEZE);
        }
    }

    /** {@code mo operator revoke}. */
    @Command(
            name = "revoke",
            description = {
                "Give up phones for good, when they were lost.",
                "The money stays in the account: `mo operator activate` links the next phone."
            })
    static final class Revoke extends DeviceCommand {
        Revoke() {
            super(DeviceAction.DEVICE_ACTION_REVOKE);
        }
    }
}
