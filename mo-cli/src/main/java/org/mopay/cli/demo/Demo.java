package org.mopay.cli.demo;

import com.google.gson.JsonObject;

import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.Failure;
import org.mopay.cli.process.MoProcess;
import org.mopay.core.Amount;
import org.mopay.core.RequestDraft;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ErrorText;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.ActivationOrder;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.LedgerSum;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.TopUpOrder;

import java.time.Duration;
import java.util.Optional;

/** The play in its scenes; every line it prints was told by a process or by the validator. */
final class Demo {
    private static final String ASSET = "KRW";
    private static final long TOP_UP = 50_000;
    private static final long PRICE = 12_000;
    private static final long ALTERED = 3_000;
    private static final long BEYOND = 99_000;

    private final Console console;
    private final Stage stage;
    private int settled;
    private int refused;

    Demo(Console console, Stage stage) {
        this.console = console;
        this.stage = stage;
    }

    /** How it went. */
    record Summary(int settled, int refused, boolean balanced) {
        boolean isAsTold() {
            return settled == 1 && refused == 2 && balanced;
        }
    }

    Summary play() throws Failure, ProtocolException {
        MoProcess server = startServer();
        enrol();
        // Both of Bob's honest phones listen from the start; a phone may run in several processes.
        Ladder[] ladder = new Ladder[1];
        MoProcess kiosk = stage.phone(
                event -> tell(ladder, Ladder.Party.BOB, event),
                "bob",
                "request",
                Long.toString(PRICE),
                "--label",
                "Bob's kiosk",
                "--memo",
                "two coffees");
        MoProcess greedy = stage.phone("bob", "request", Long.toString(BEYOND), "--memo", "a car");
        pay(kiosk, ladder);
        MoProcess overdraft = stage.phone("alice", "pay", link(greedy), "--yes");
        payAltered();
        payBeyond(greedy, overdraft);
        boolean balanced = books();
        server.stop(Stage.PATIENCE);
        return new Summary(settled, refused, balanced);
    }

    private MoProcess startServer() throws Failure {
        scene("A validation server starts, and two phones enrol");
        MoProcess server =
                stage.start("server", "--data-dir", stage.path("server").toString(), "--port", "0");
        JsonObject ready = server.await("ready", Stage.PATIENCE);
        String url = ready.get("url").getAsString();
        console.print(
                Event.named("ready")
                        .with("url", url)
                        .with("validator_id", ready.get("validator_id").getAsString()),
                "    server   " + url + ", validator "
                        + ready.get("validator_id").getAsString() + ", its own certificate pinned");
        return server;
    }

    private void enrol() throws Failure {
        OperatorClient operator = stage.operator();
        MoProcess alice = stage.phone("alice", "enrol", activation(operator, "alice"));
        MoProcess bob = stage.phone("bob", "enrol", activation(operator, "bob"));
        Amount money = krw(TOP_UP);
        for (MoProcess phone : new MoProcess[] {alice, bob}) {
            JsonObject enrolled = phone.await("enrolled", Stage.PATIENCE);
            String account = enrolled.get("account").getAsString();
            String device = enrolled.get("device_id").getAsString();
            console.print(
                    Event.named("enrolled").with("account", account).with("device_id", device),
                    "    " + account + " ".repeat(9 - account.length()) + "device " + device
                            + ", credentials for single payments");
        }
        operator.topUp(TopUpOrder.newBuilder()
                .setAccount("alice")
                .setMoney(money.toMoney())
                .setReason("demo")
                .setIdempotencyKey("demo")
                .build());
        console.print(
                Event.named("top_up").with("account", "alice").with("amount", money),
                "    alice    tops up " + money);
    }

    private static String activation(OperatorClient operator, String account) throws Failure {
        return operator.activate(
                        ActivationOrder.newBuilder().setAccount(account).build())
                .getLink();
    }

    private void pay(MoProcess kiosk, Ladder[] ladder) throws Failure {
        scene("Bob's kiosk asks for " + krw(PRICE) + ", and Alice pays");
        String link = link(kiosk);
        ladder[0] = new Ladder(console);
        MoProcess payer = stage.phone(
                event -> tell(ladder, Ladder.Party.ALICE, event), "alice", "pay", link, "--yes");
        JsonObject paid = payer.await("settled", Stage.PATIENCE);
        JsonObject received = kiosk.await("settled", Stage.PATIENCE);
        String code = payer.await("proposal", Stage.PATIENCE).get("short_code").getAsString();
        boolean sameCode = code.equals(
                kiosk.await("engaged", Stage.PATIENCE).get("short_code").getAsString());
        boolean sameId = paid.get("payment_id").equals(received.get("payment_id"));
        if (payer.exitCode(Stage.PATIENCE) == 0
                && kiosk.exitCode(Stage.PATIENCE) == 0
                && sameCode
                && sameId) {
            settled++;
        }
        console.print(
                Event.named("settled")
                        .with("payment_id", paid.get("payment_id").getAsString())
                        .with("amount", krw(PRICE))
                        .with("fee", krw(minorUnits(paid, "fee")))
                        .with("short_code", code),
                "    settled  " + krw(PRICE) + ", fee " + krw(minorUnits(paid, "fee"))
                        + "; both screens showed " + code);
    }

    private void payAltered() throws Failure, ProtocolException {
        scene("Bob's app is tampered with: it asks for " + krw(ALTERED)
                + ", and tells the validator " + krw(ALTERED * 10));
        LocalPhone bob = LocalPhone.open(stage.path("bob"), Duration.ofSeconds(5));
        RequestDraft draft = new RequestDraft(
                krw(ALTERED), "a sandwich", "Bob's kiosk", 60, FeeBearer.FEE_BEARER_PAYER);
        try (HostilePayee hostile = HostilePayee.open(bob, draft)) {
            MoProcess payer = stage.phone("alice", "pay", hostile.link(), "--yes", "--offline");
            Failure refusal = hostile.attack();
            if (refusal.code() == ErrorCode.SIGNATURE_INVALID) {
                refused++;
            }
            refused("altered", refusal.code(), "    refused  ");
            JsonObject left = payer.await("error", Stage.PATIENCE);
            console.print(
                    Event.named("payer")
                            .with("exit", payer.exitCode(Stage.PATIENCE))
                            .with("code", left.get("code").getAsString()),
                    "    alice    had no internet and got no outcome: her phone keeps asking, and"
                            + " never pays twice [" + left.get("code").getAsString() + "]");
        }
    }

    private void payBeyond(MoProcess greedy, MoProcess payer) throws Failure {
        scene("Alice tries to pay " + krw(BEYOND) + ", more than she has");
        JsonObject error = payer.await("error", Stage.PATIENCE);
        greedy.await("refused", Stage.PATIENCE);
        String code = error.get("code").getAsString();
        if (payer.exitCode(Stage.PATIENCE) == 3
                && code.equals(ErrorCode.INSUFFICIENT_FUNDS.code())) {
            refused++;
        }
        refused("beyond_balance", ErrorCode.INSUFFICIENT_FUNDS, "    refused  ");
        greedy.close();
    }

    private void refused(String what, ErrorCode code, String indent) {
        String sentence = ErrorText.of(code).sentence();
        console.print(
                Event.named("refused")
                        .with("payment", what)
                        .with("code", code.code())
                        .with("message", sentence),
                indent + sentence + " [" + code.code() + "]");
    }

    private boolean books() throws Failure, ProtocolException {
        scene("The books");
        long customers = balance("alice") + balance("bob");
        boolean balanced = true;
        for (LedgerSum sum : stage.operator().ledgerSum().getSumsList()) {
            console.print(
                    Event.named("ledger_sum")
                            .with("asset", sum.getAsset())
                            .with("sum", sum.getSum())
                            .with("payments", sum.getPayments()),
                    "    ledger   all " + sum.getAsset() + " accounts add up to " + sum.getSum()
                            + ", " + sum.getPayments() + " payment");
            balanced &= sum.getSum() == 0;
            if (sum.getAsset().equals(ASSET)) {
                balanced &= sum.getCustomers() == customers && sum.getPayments() == 1;
            }
        }
        return balanced;
    }

    /** What the validator tells the phone of that account, in minor units. */
    private long balance(String account) throws Failure, ProtocolException {
        LocalPhone phone = LocalPhone.open(stage.path(account), Stage.PATIENCE);
        Signed query = phone.step(own -> own.balanceQuery(phone.now()));
        Amount amount = Amount.of(phone.validator().balance(query).getBalances(0));
        console.print(
                Event.named("balance").with("account", account).with("amount", amount),
                "    " + account + " ".repeat(9 - account.length()) + amount);
        return amount.minorUnits();
    }

    private static void tell(Ladder[] ladder, Ladder.Party phone, JsonObject event) {
        Optional.ofNullable(ladder[0]).ifPresent(drawn -> drawn.tell(phone, event));
    }

    private static String link(MoProcess request) throws Failure {
        return request.await("link", Stage.PATIENCE).get("link").getAsString();
    }

    private static long minorUnits(JsonObject event, String member) {
        return event.getAsJsonObject(member).get("minor_units").getAsLong();
    }

    private void scene(String title) {
        console.print(Event.named("scene").with("title", title), "", title);
    }

    private static Amount krw(long units) {
        return new Amount(units, ASSET, 0);
    }
}
