package org.mopay.core;

import static org.mopay.core.TestValidator.NOW;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.PaymentStatus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What each state of a session does with every input, found out by doing it: each cell is a
 * conversation of its own that is led to the state and given the input.
 */
final class SessionTable {
    private static final String SAME = "";

    private SessionTable() {}

    /** A conversation that was led to a state. */
    @FunctionalInterface
    interface Path {
        Ladder climb() throws ProtocolException;
    }

    /** Gives the input to one side, or is null where nobody could give it. */
    @FunctionalInterface
    interface Input {
        List<Action> give(Ladder ladder) throws ProtocolException;
    }

    /** What came of it. */
    record Cell(String state, String input, String next, String effect) {}

    // The payer.

    private static Map<String, Path> payerStates() {
        Map<String, Path> states = new LinkedHashMap<>();
        states.put("Opening", () -> plain());
        for (String state : List.of(
                "AwaitingOffer", "AwaitingApproval", "StoringAuthorization", "AwaitingOutcome")) {
            states.put(state, () -> plain().payerTo(state));
        }
        states.put("StoringOutcome", () -> plain().payerTo("StoringOutcome"));
        states.put("AwaitingStepUp", () -> waitingForCode().payerTo("AwaitingStepUp"));
        states.put("Ended", () -> plain().payerTo("Ended"));
        return states;
    }

    private static Map<String, Input> payerInputs(String state) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        if (state.equals("AwaitingOffer")) {
            inputs.put("offer", l -> l.payer.received(l.nextToPayer(), NOW));
            inputs.put(
                    "offer of an expired request",
                    l -> l.payer.received(l.nextToPayer(), NOW + 100_000));
        }
        if (state.equals("AwaitingOutcome")) {
            inputs.put("outcome: settled", l -> l.payer.received(l.nextToPayer(), NOW));
            inputs.put("outcome: refused", l -> {
                l.phones.ledger.decideAs(PaymentStatus.PAYMENT_STATUS_REFUSED);
                return l.payer.received(l.nextToPayer(), NOW);
            });
            inputs.put("outcome: pending", l -> {
                l.phones.ledger.waitForCode(Ladder.CODE);
                return l.payer.received(l.nextToPayer(), NOW);
            });
            inputs.put("declined", l -> {
                l.payeeTo("AwaitingDecision").failSubmission(ErrorCode.TRY_LATER);
                return l.payer.received(l.nextToPayer(), NOW);
            });
        }
        if (!List.of("Opening", "AwaitingOffer").contains(state)) {
            inputs.put("the last frame again", l -> l.payer.received(l.lastToPayer, NOW));
        }
        if (!state.equals("Opening")) {
            inputs.put("abort", l -> l.payer.received(l.abort(), NOW));
        }
        inputs.put("a frame that is not the next", l -> l.payer.received(foreignFrame(), NOW));
        inputs.put("a damaged frame", l -> l.payer.received(Bytes.ofUtf8("noise"), NOW));
        inputs.put("start", l -> l.payer.start(NOW));
        inputs.put("approve", l -> l.approve(1250));
        inputs.put("approve another amount", l -> l.approve(1251));
        inputs.put("decline", l -> l.payer.decline());
        inputs.put("answer step-up", l -> l.payer.answerStepUp(Ladder.CODE));
        inputs.put("persisted", l -> l.payer.persisted());
        inputs.put("not persisted", l -> l.payer.notPersisted());
        inputs.put("deadline passed", l -> l.payer.deadlinePassed());
        inputs.put("carrier gone", l -> l.payer.end(ErrorCode.PEER_GONE));
        return inputs;
    }

    // The payee.

    private static Map<String, Path> payeeStates() {
        Map<String, Path> states = new LinkedHashMap<>();
        for (String state : List.of(
                "AwaitingHello",
                "AwaitingAcceptance",
                "StoringAcceptance",
                "AwaitingDecision",
                "StoringOutcome")) {
            states.put(state, () -> plain().payeeTo(state));
        }
        states.put("AwaitingStepUp", () -> waitingForCode().payeeTo("AwaitingStepUp"));
        states.put("AwaitingClose", () -> plain().payeeTo("AwaitingClose"));
        states.put("Ended", () -> plain().payeeTo("Ended"));
        return states;
    }

    private static Map<String, Input> payeeInputs(String state) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        Input next = l -> l.payee.received(l.nextToPayee(), NOW);
        switch (state) {
            case "AwaitingHello" -> inputs.put("hello", next);
            case "AwaitingAcceptance" -> {
                inputs.put("acceptance", next);
                inputs.put(
                        "acceptance, too late",
                        l -> l.payee.received(l.nextToPayee(), NOW + 100_000));
            }
            case "AwaitingStepUp" -> {
                inputs.put("step-up response", next);
                inputs.put("close", l -> {
                    l.payerTo("AwaitingStepUp");
                    Action close = l.payer.decline().get(0);
                    return l.payee.received(((Action.Send) close).frame(), NOW);
                });
            }
            case "AwaitingClose" -> inputs.put("close", next);
            default -> {}
        }
        if (!state.equals("AwaitingHello")) {
            inputs.put("the last frame again", l -> l.payee.received(l.lastToPayee, NOW));
            inputs.put("abort", l -> l.payee.received(l.abort(), NOW));
        }
        inputs.put("a frame that is not the next", l -> l.payee.received(foreignFrame(), NOW));
        inputs.put("a damaged frame", l -> l.payee.received(Bytes.ofUtf8("noise"), NOW));
        inputs.put("persisted", l -> l.payee.persisted(NOW));
        inputs.put("not persisted", l -> l.payee.notPersisted());
        inputs.put("answered: settled or refused", l -> l.payee.answered(answer(l)));
        inputs.put("answered: nonsense", l -> l.payee.answered(Bytes.ofUtf8("noise")));
        inputs.put("unanswered", l -> l.payee.unanswered(ErrorCode.TRY_LATER));
        inputs.put("deadline passed", l -> l.payee.deadlinePassed());
        inputs.put("carrier gone", l -> l.payee.end(ErrorCode.PEER_GONE));
        return inputs;
    }

    private static Bytes answer(Ladder ladder) throws ProtocolException {
        return Ladder.name(ladder.payee).equals("AwaitingDecision")
                ? ladder.outcome(ladder.submission())
                : Bytes.empty();
    }

    // Both.

    private static Ladder plain() throws ProtocolException {
        TwoPhones phones = new TwoPhones(400);
        return new Ladder(phones, phones.request());
    }

    private static Ladder waitingForCode() throws ProtocolException {
        Ladder ladder = plain();
        ladder.phones.ledger.waitForCode(Ladder.CODE);
        return ladder;
    }

    private static Bytes foreignFrame() {
        return new Frame(
                        Frame.Type.TRANSPORT,
                        Bytes.copyOf(new byte[Frame.SESSION_ID_SIZE]),
                        0,
                        Bytes.copyOf(new byte[64]))
                .encode();
    }

    /** Every state of the payer under every input. */
    static List<Cell> payer() throws ProtocolException {
        List<Cell> cells = new ArrayList<>();
        for (Map.Entry<String, Path> state : payerStates().entrySet()) {
            for (Map.Entry<String, Input> input : payerInputs(state.getKey()).entrySet()) {
                Ladder ladder = state.getValue().climb();
                cells.add(cell(ladder, state.getKey(), input, () -> Ladder.name(ladder.payer)));
            }
        }
        return cells;
    }

    /** Every state of the payee under every input. */
    static List<Cell> payee() throws ProtocolException {
        List<Cell> cells = new ArrayList<>();
        for (Map.Entry<String, Path> state : payeeStates().entrySet()) {
            for (Map.Entry<String, Input> input : payeeInputs(state.getKey()).entrySet()) {
                Ladder ladder = state.getValue().climb();
                cells.add(cell(ladder, state.getKey(), input, () -> Ladder.name(ladder.payee)));
            }
        }
        return cells;
    }

    private static Cell cell(
            Ladder ladder, String state, Map.Entry<String, Input> input, Supplier<String> now) {
        List<Change> before = List.of(
                ladder.phones.payer.phone().stored(),
                ladder.phones.payee.phone().stored());
        String effect;
        try {
            List<Action> actions = input.getValue().give(ladder);
            effect = actions.stream().map(SessionTable::describe).collect(Collectors.joining(", "));
            return new Cell(
                    state,
                    input.getKey(),
                    now.get().equals(state) ? SAME : now.get(),
                    effect.isEmpty() ? "nothing" : effect);
        } catch (ProtocolException e) {
            effect = "refused: " + e.code().code() + " `" + e.code().name() + "`";
        } catch (IllegalStateException e) {
            effect = "the caller's mistake";
        }
        List<Change> after = List.of(
                ladder.phones.payer.phone().stored(),
                ladder.phones.payee.phone().stored());
        if (!now.get().equals(state) || !before.equals(after)) {
            throw new AssertionError(input.getKey() + " was refused and changed " + state);
        }
        return new Cell(state, input.getKey(), SAME, effect);
    }

    private static String describe(Action action) {
        if (action instanceof Action.Finish) {
            PaymentResult result = ((Action.Finish) action).result();
            return "Finish(" + result.status() + ")";
        }
        if (action instanceof Action.Submit) {
            return "Submit(" + ((Action.Submit) action).outgoing().route() + ")";
        }
        return action.getClass().getSimpleName();
    }

    /** The tables as they stand in the specification. */
    static String markdown() throws ProtocolException {
        return table("payer", payer()) + table("payee", payee());
    }

    private static String table(String role, List<Cell> cells) {
        StringBuilder text = new StringBuilder("## The " + role + "\n");
        Map<String, List<Cell>> byState = cells.stream()
                .collect(Collectors.groupingBy(
                        Cell::state, LinkedHashMap::new, Collectors.toList()));
        byState.forEach((state, rows) -> {
            text.append("\n### ").append(role).append(": `").append(state).append("`\n\n");
            text.append("| input | next state | actions |\n|---|---|---|\n");
            grouped(rows)
                    .forEach((result, inputs) -> text.append("| ")
                            .append(String.join("; ", inputs))
                            .append(" | ")
                            .append(result)
                            .append(" |\n"));
        });
        return text.append('\n').toString();
    }

    private static Map<String, List<String>> grouped(List<Cell> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> (row.next().isEmpty() ? "" : "`" + row.next() + "`") + " | "
                                + row.effect(),
                        LinkedHashMap::new,
                        Collectors.mapping(Cell::input, Collectors.toList())));
    }
}
