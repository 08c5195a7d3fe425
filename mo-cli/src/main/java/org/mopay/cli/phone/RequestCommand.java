package org.mopay.cli.phone;

import org.jspecify.annotations.Nullable;
import org.mopay.cli.host.DecidedPayment;
import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.host.OpenRequest;
import org.mopay.cli.host.Outbox;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.cli.output.Typed;
import org.mopay.core.Amount;
import org.mopay.core.RequestDraft;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.AssetDefinition;
import org.mopay.proto.v1.FeeBearer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code mo phone request}. */
@Command(
        name = "request",
        description = {
            "Ask for money: show a link and a QR code, and wait until it is paid or has expired.",
            "A link is good for one conversation; when one breaks, a fresh link is shown."
        })
final class RequestCommand extends ConsoleCommand {
    /** Who bears the fee, as the command line says it. */
    enum Bearer {
        payer,
        payee
    }

    @Parameters(paramLabel = "AMOUNT", description = "In major units, such as 12.50.")
    private String amount;

    @Option(
            names = "--max",
            paramLabel = "AMOUNT",
            description = "Let the payer choose, from AMOUNT up to this.")
    private @Nullable String highest;

    @Option(
            names = "--total",
            paramLabel = "AMOUNT",
            description = "Let several payers pay, until this is reached: split a bill.")
    private @Nullable String total;

    @Option(
            names = "--uses",
            paramLabel = "N",
            description = "Let several payers pay, N times together.")
    private @Nullable Integer uses;

    @Option(names = "--often", description = "Let one account pay a shared request more than once.")
    private boolean often;

    @Option(
            names = "--asset",
            paramLabel = "CODE",
            defaultValue = "",
            description = "What to ask for (default: the validator's first asset).")
    private String asset;

    @Option(
            names = "--memo",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "What it is for.")
    private String memo;

    @Option(
            names = "--label",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "What this payee calls itself; shown as unverified.")
    private String label;

    @Option(
            names = "--fee-bearer",
            defaultValue = "payer",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Bearer feeBearer;

    @Option(
            names = "--expires",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long it may be paid (default: ${DEFAULT-VALUE}).")
    private long lifetime;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Where to listen (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "0",
            description = "Where to listen; 0 takes a free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--xk",
            description = "Show the credential's key in the link: strangers who probe this phone"
                    + " learn nothing (Noise XK instead of XX).")
    private boolean xk;

    @Mixin
    private PhoneOptions options;

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        if (lifetime < 1) {
            throw Failure.of(ErrorCode.USAGE, "--expires is below 1")
                    .withFix("give 1 or more seconds");
        }
        LocalPhone phone = options.open();
        new Outbox(phone).makeReady();
        RequestDraft draft = phone.step(own -> {
            List<AssetDefinition> assets = own.validator().info().getAssetsList();
            String code = asset.isEmpty() ? assets.get(0).getCode() : asset;
            int exponent = own.validator().asset(code).getExponent();
            return draft(Typed.amount(amount, code, exponent));
        });
        OpenRequest request = OpenRequest.make(phone, draft);
        console.print(
                Event.named("request")
                        .with("request", request.digest())
                        .with("amount", draft.amount())
                        .with("expires", request.expires()),
                List.of());
        RequestScreen screen = new RequestScreen(console, draft.amount());
        Optional<DecidedPayment> settled =
                request.serve(new InetSocketAddress(host, port), xk, screen);
        if (settled.isPresent()) {
            PaymentView.print(console, settled.get());
        } else {
            console.print(
                    Event.named("already_paid").with("request", request.digest()),
                    "this request was paid or cancelled; see `mo phone history --dir "
                            + options.directory() + "`");
        }
        new Outbox(phone).refillIfNeeded();
        return ExitCode.OK;
    }

    private RequestDraft draft(Amount least) throws Failure {
        RequestDraft draft = new RequestDraft(
                least,
                memo,
                label,
                lifetime,
                feeBearer == Bearer.payer
                        ? FeeBearer.FEE_BEARER_PAYER
                        : FeeBearer.FEE_BEARER_PAYEE);
        if (highest != null) {
            draft = draft.upTo(units(highest, least));
        }
        if (total == null && uses == null) {
            if (often) {
                throw Failure.of(ErrorCode.USAGE, "--often is for shared requests")
                        .withFix("add --total or --uses");
            }
            return draft;
        }
        return draft.sharedBy(new RequestDraft.Sharing(
                total == null ? OptionalLong.empty() : OptionalLong.of(units(total, least)),
                uses == null ? OptionalInt.empty() : OptionalInt.of(uses),
                !often));
    }

    private static long units(String decimal, Amount like) throws Failure {
        return Typed.amount(decimal, like.asset(), like.exponent()).minorUnits();
    }
}
