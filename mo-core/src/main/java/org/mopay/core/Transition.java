package org.mopay.core;

import org.mopay.core.channel.Channel;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One step of a session: {@code (state, input) -> (next state, actions)}.
 *
 * @param next the state that takes the next input
 * @param actions for the host, in order
 * @param <S> the states of one role
 */
record Transition<S>(S next, List<Action> actions) {
    static <S> Transition<S> to(S next, Action... actions) {
        return new Transition<>(next, Collections.unmodifiableList(Arrays.asList(actions)));
    }

    /** The last step: the channel's keys are wiped, and the session finishes after these actions. */
    static <S> Transition<S> end(S ended, Channel channel, PaymentResult result, Action... before) {
        channel.close();
        Action[] actions = Arrays.copyOf(before, before.length + 1);
        actions[before.length] = new Action.Finish(result);
        return to(ended, actions);
    }
}
