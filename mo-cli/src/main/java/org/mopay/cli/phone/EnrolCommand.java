package org.mopay.cli.phone;

import org.mopay.cli.host.Enroller;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.Phone;
import org.mopay.core.carrier.Links;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Activation;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mo phone enrol}. */
@Command(
        name = "enrol",
        description = {
            "Make a phone out of an operator's activation link.",
            "With MO_PIN in the environment, paying will need that PIN."
        })
final class EnrolCommand extends ConsoleCommand {
    @Parameters(paramLabel = "LINK", description = "mo://enrol/...")
    private String link;

    @Mixin
    private PhoneOptions options;

    @Mixin
    private Pin pin;

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        Enroller enroller = new Enroller(options.directory(), options.patience());
        Phone phone = enroller.enrol(activation(), pin.given());
        console.print(
                Event.named("enrolled")
                        .with("account", phone.account())
                        .with("device_id", phone.deviceId())
                        .with("validator_id", phone.validator().id())
                        .with("pin", phone.needsPin())
                        .with("dir", options.directory().toString()),
                "enrolled: account " + phone.account() + " at "
                        + phone.validator().id() + ", device "
                        + phone.deviceId().hex() + ", in " + options.directory());
        return ExitCode.OK;
    }

    private Activation activation() throws Failure {
        try {
            return Links.activation(link);
        } catch (ProtocolException e) {
            throw Failure.ofArgument(e).withFix("give the whole link that the operator gave");
        }
    }
}
