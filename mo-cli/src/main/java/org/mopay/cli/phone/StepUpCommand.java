package org.mopay.cli.phone;

import org.jspecify.annotations.Nullable;
import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.host.Outbox;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.PaymentResult;
import org.mopay.core.StepUpPrompt;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code mo phone step-up}. */
@Command(
        name = "step-up",
        description = "Give the code of your generator to a payment that waits for it.")
final class StepUpCommand extends ConsoleCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "PAYMENT",
            description = "How the d of the payment begins, as `mo phone history` shows it; not"
                    + " needed where there is only one.")
    private @Nullable String payment;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            defaultValue = "",
            description = "What the generator shows now (default: it is asked for).")
    private String code;

    @Mixin
    private PhoneOptions options;

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        LocalPhone phone = options.open();
        StepUpPrompt prompt = prompt(phone);
        PaymentResult result = new Outbox(phone)
                .answer(prompt.d(), code(console))
                .orElseThrow(() -> Failure.of(
                        ErrorCode.PAYMENT_UNRESOLVED,
                        "another process has just taken its outcome"));
        switch (result.status()) {
            case SETTLED -> {
                PaymentView.print(console, PaymentView.decided(result).orElseThrow());
                return ExitCode.OK;
            }
            case PENDING ->
                throw Failure.of(ErrorCode.OTP_WRONG, left(phone, prompt.d()))
                        .withFix("the same command with the code that the generator shows next");
            case REFUSED, UNRESOLVED, NOT_AUTHORIZED -> {
                PaymentView.printToBeExplained(
                        console, PaymentView.decided(result).orElseThrow());
                throw Failure.of(result.code().orElse(ErrorCode.DECLINED), "");
            }
        }
        throw new IllegalStateException("no status: " + result);
    }

    private StepUpPrompt prompt(LocalPhone phone) throws Failure, ProtocolException {
        String begins = payment == null ? "" : payment.toLowerCase(Locale.ROOT);
        List<StepUpPrompt> prompts = phone.step(own -> own.unresolvedPayments().stream()
                .filter(d -> d.hex().startsWith(begins))
                .flatMap(d -> own.stepUp(d).stream())
                .toList());
        if (prompts.size() == 1) {
            return prompts.get(0);
        }
        throw prompts.isEmpty()
                ? Failure.of(ErrorCode.USAGE, "no payment of that name waits for a code")
                        .withFix("`mo phone sync --dir " + options.directory() + "`, then again")
                : Failure.of(ErrorCode.USAGE, "which one: " + names(prompts))
                        .withFix("give the beginning of one of these names");
    }

    private static String names(List<StepUpPrompt> prompts) {
        return String.join(
                ", ", prompts.stream().map(prompt -> prompt.d().hex()).toList());
    }

    private String code(Console console) throws Failure {
        String given = code;
        if (given.isEmpty()) {
            try {
                given = console.ask("Code: ").map(String::trim).orElse("");
            } catch (IOException e) {
                throw Failure.of(ErrorCode.USAGE, "the code can't be asked for", e);
            }
        }
        if (!given.matches("[0-9]{6,8}")) {
            throw Failure.of(ErrorCode.USAGE, "a code has 6 to 8 digits")
                    .withFix("--code CODE, as the generator shows it");
        }
        return given;
    }

    private static String left(LocalPhone phone, Bytes d) throws Failure, ProtocolException {
        int attempts =
                phone.step(own -> own.stepUp(d).map(StepUpPrompt::attemptsLeft).orElse(0));
        return "the payment still waits, for " + attempts + " more attempts";
    }
}
