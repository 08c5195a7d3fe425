package org.mopay.examples;

import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ProtocolException;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * A payment between two phones in this process, with a validator behind standard input and output:
 * reads two activation links and the time in seconds, and ends by saying how it went.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments)
            throws ProtocolException, InvalidProtocolBufferException, InterruptedException {
        PipedValidator validator = new PipedValidator(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                System.out);
        String payer = validator.line();
        String payee = validator.line();
        long now = Long.parseLong(validator.line());
        TwoPhones phones = new TwoPhones(validator, RandomSource.of(new SecureRandom()), () -> now);
        TwoPhones.Ends ends = phones.pay(payer, payee);
        System.out.println(
                "payer " + ends.payer().status() + ", payee " + ends.payee().status());
    }
}
