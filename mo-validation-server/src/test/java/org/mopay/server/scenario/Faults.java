package org.mopay.server.scenario;

import static org.mopay.core.error.ErrorCode.AMOUNT_INVALID;
import static org.mopay.core.error.ErrorCode.ASSET_UNKNOWN;
import static org.mopay.core.error.ErrorCode.AUTHORIZATION_EXPIRED;
import static org.mopay.core.error.ErrorCode.BOX_CHANGED;
import static org.mopay.core.error.ErrorCode.BOX_UNREADABLE;
import static org.mopay.core.error.ErrorCode.CLOCK_AHEAD;
import static org.mopay.core.error.ErrorCode.CLOCK_OFF;
import static org.mopay.core.error.ErrorCode.CREDENTIAL_EXPIRED;
import static org.mopay.core.error.ErrorCode.CREDENTIAL_INVALID;
import static org.mopay.core.error.ErrorCode.CREDENTIAL_MISMATCH;
import static org.mopay.core.error.ErrorCode.FEE_MISMATCH;
import static org.mopay.core.error.ErrorCode.MALFORMED_MESSAGE;
import static org.mopay.core.error.ErrorCode.MESSAGE_TOO_LARGE;
import static org.mopay.core.error.ErrorCode.NOT_SUPPORTED;
import static org.mopay.core.error.ErrorCode.REQUEST_EXPIRED;
import static org.mopay.core.error.ErrorCode.SIGNATURE_INVALID;
import static org.mopay.core.error.ErrorCode.SUBMITTER_INVALID;
import static org.mopay.core.error.ErrorCode.TERMS_MISMATCH;
import static org.mopay.core.error.ErrorCode.UNKNOWN_EXTENSION;
import static org.mopay.core.error.ErrorCode.UNKNOWN_SUITE;
import static org.mopay.core.error.ErrorCode.WRONG_VALIDATOR;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.proto.v1.CredentialKind;
import org.mopay.proto.v1.DirectBinding;
import org.mopay.proto.v1.Extension;
import org.mopay.proto.v1.PaymentKind;
import org.mopay.proto.v1.Role;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What can be wrong with a submission that is then answered with a code and leaves no trace, in the
 * order in which the validator looks (specification, chapter 7).
 */
final class Faults {
    private static final long DAY = 86_400;

    private final List<Fault> all = new ArrayList<>();

    private Faults() {}

    /**
     * One fault.
     *
     * @param part of the submission it is in; two faults of the same part may undo each other
     * @param inject makes it, at a time in seconds
     */
    record Fault(String name, String part, ErrorCode code, BiConsumer<Forgery, Long> inject) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Fault> inOrder() {
        Faults faults = new Faults();
        faults.form();
        faults.request();
        faults.authorization();
        faults.credentials();
        faults.signatures();
        faults.times();
        faults.add(
                "box sealed with another key",
                "box",
                BOX_UNREADABLE,
                (forgery, now) -> forgery.boxSealedWith(SecretBytes.adopt(new byte[32])));
        return faults.all;
    }

    private void add(String name, String part, ErrorCode code, BiConsumer<Forgery, Long> inject) {
        all.add(new Fault(name, part, code, inject));
    }

    private void form() {
        add(
                "oversized",
                "outer size",
                MESSAGE_TOO_LARGE,
                (forgery, now) -> forgery.encoded(
                        bytes -> Bytes.concat(bytes, Bytes.copyOf(new byte[14_336]))));
        add(
                "trailing byte",
                "outer",
                MALFORMED_MESSAGE,
                (forgery, now) ->
                        forgery.encoded(bytes -> Bytes.concat(bytes, Bytes.of((byte) 0))));
        add(
                "unknown field",
                "outer",
                MALFORMED_MESSAGE,
                (forgery, now) ->
                        forgery.encoded(bytes -> Bytes.concat(bytes, Bytes.ofHex("7801"))));
        add(
                "submission too large",
                "inner size",
                MESSAGE_TOO_LARGE,
                (forgery, now) -> forgery.submission(
                        form -> form.setBox(ByteString.copyFrom(new byte[12_000]))));
        add(
                "submission with a trailing byte",
                "inner",
                MALFORMED_MESSAGE,
                (forgery, now) -> forgery.encodedSubmission(
                        bytes -> Bytes.concat(bytes, Bytes.of((byte) 0))));
        add(
                "submission with an unknown field",
                "inner",
                MALFORMED_MESSAGE,
                (forgery, now) -> forgery.encodedSubmission(
                        bytes -> Bytes.concat(bytes, Bytes.ofHex("7801"))));
        add(
                "unknown even extension",
                "extension",
                UNKNOWN_EXTENSION,
                (forgery, now) -> forgery.submission(
                        form -> form.addExtensions(Extension.newBuilder().setId(2))));
        add(
                "another suite",
                "suite",
                UNKNOWN_SUITE,
                (forgery, now) -> forgery.submission(form -> form.setSuite("MO/2")));
        add(
                "another validator",
                "validator",
                WRONG_VALIDATOR,
                (forgery, now) -> forgery.submission(form -> form.setValidatorId("mo.other")));
        add(
                "no submitter",
                "role",
                MALFORMED_MESSAGE,
                (forgery, now) ->
                        forgery.submission(form -> form.setSubmitter(Role.ROLE_UNSPECIFIED)));
        add(
                "offline",
                "offline",
                NOT_SUPPORTED,
                (forgery, now) -> forgery.submission(form -> form.setOffline(true)));
        add(
                "credential of another validator",
                "credential name",
                WRONG_VALIDATOR,
                (forgery, now) -> forgery.payerCredential(
                        credential -> credential.setValidatorId("mo.other")));
        add(
                "merchant's credential as payer",
                "credential kind",
                CREDENTIAL_INVALID,
                (forgery, now) -> forgery.payerCredential(
                        credential -> credential.setKind(CredentialKind.CREDENTIAL_KIND_MERCHANT)));
        add(
                "box swapped",
                "submitted box",
                BOX_CHANGED,
                (forgery, now) ->
                        forgery.submission(form -> form.setBox(Damage.flipped(form.getBox()))));
    }

    private void request() {
        add(
                "request for another validator",
                "request validator",
                WRONG_VALIDATOR,
                (forgery, now) -> forgery.request(request -> request.setValidatorId("mo.other")));
        add(
                "request of another credential",
                "request credential",
                CREDENTIAL_MISMATCH,
                (forgery, now) -> forgery.request(
                        request -> request.setCredentialId(ByteString.copyFrom(new byte[17]))));
        add(
                "unknown asset",
                "asset",
                ASSET_UNKNOWN,
                (forgery, now) -> forgery.request(request -> request.setAsset("XXX")));
        add(
                "another exponent",
                "exponent",
                ASSET_UNKNOWN,
                (forgery, now) -> forgery.request(request -> request.setExponent(3)));
        add(
                "short nonce",
                "nonce",
                MALFORMED_MESSAGE,
                (forgery, now) -> forgery.request(
                        request -> request.setNonce(ByteString.copyFrom(new byte[15]))));
        add(
                "nothing asked for",
                "request amount",
                AMOUNT_INVALID,
                (forgery, now) -> forgery.request(request -> request.setAmount(0)));
    }

    private void authorization() {
        add(
                "unsupported kind",
                "kind",
                NOT_SUPPORTED,
                (forgery, now) ->
                        forgery.terms(terms -> terms.setKind(PaymentKind.PAYMENT_KIND_CASH_OUT)));
        add(
                "terms for another validator",
                "terms validator",
                WRONG_VALIDATOR,
                (forgery, now) -> forgery.terms(terms -> terms.setValidatorId("mo.other")));
        add(
                "another payer named",
                "payer",
                CREDENTIAL_MISMATCH,
                (forgery, now) -> forgery.terms(
                        terms -> terms.setPayerCredentialId(ByteString.copyFrom(new byte[17]))));
        add(
                "another payee",
                "payee",
                TERMS_MISMATCH,
                (forgery, now) -> forgery.terms(terms -> terms.getPayeeBuilder()
                        .getCredentialBuilder()
                        .setCredentialId(ByteString.copyFrom(new byte[17]))));
        add(
                "payee in the payer's role",
                "payee",
                TERMS_MISMATCH,
                (forgery, now) -> forgery.terms(terms ->
                        terms.getPayeeBuilder().getCredentialBuilder().setRole(Role.ROLE_PAYER)));
        add(
                "another request",
                "digest",
                TERMS_MISMATCH,
                (forgery, now) -> forgery.terms(
                        terms -> terms.setRequestDigest(Damage.flipped(terms.getRequestDigest()))));
        add(
                "another asset in the terms",
                "terms asset",
                TERMS_MISMATCH,
                (forgery, now) -> forgery.terms(terms -> terms.setAsset("USD")));
        add(
                "another exponent in the terms",
                "terms exponent",
                TERMS_MISMATCH,
                (forgery, now) -> forgery.terms(terms -> terms.setExponent(0)));
        add(
                "changed amount",
                "amount",
                TERMS_MISMATCH,
                (forgery, now) -> forgery.terms(terms -> terms.setAmount(terms.getAmount() * 10)));
        add(
                "another fee",
                "fee",
                FEE_MISMATCH,
                (forgery, now) -> forgery.terms(terms -> terms.setFee(terms.getFee() - 1)));
        add(
                "no handshake",
                "binding",
                NOT_SUPPORTED,
                (forgery, now) -> forgery.terms(terms ->
                        terms.getBindingBuilder().setDirect(DirectBinding.getDefaultInstance())));
        add(
                "window too long",
                "window",
                MALFORMED_MESSAGE,
                (forgery, now) -> forgery.terms(
                        terms -> terms.setSettleUntil(terms.getAcceptUntil() + 1000)));
    }

    private void credentials() {
        add(
                "forged payer's credential",
                "payer signature",
                CREDENTIAL_INVALID,
                (forgery, now) -> forgery.issuedToPayer(Damage::forge));
        add(
                "expired payer's credential",
                "payer validity",
                CREDENTIAL_EXPIRED,
                (forgery, now) ->
                        forgery.payerCredential(credential -> credential.setNotAfter(now - 1)));
        add(
                "payer's credential not yet valid",
                "payer validity",
                CREDENTIAL_EXPIRED,
                (forgery, now) ->
                        forgery.payerCredential(credential -> credential.setNotBefore(now + DAY)));
        add(
                "forged payee's credential",
                "payee signature",
                CREDENTIAL_INVALID,
                (forgery, now) -> forgery.issuedToPayee(Damage::forge));
        add(
                "expired payee's credential",
                "payee validity",
                CREDENTIAL_EXPIRED,
                (forgery, now) ->
                        forgery.payeeCredential(credential -> credential.setNotAfter(now - 1)));
    }

    private void signatures() {
        add(
                "request not signed by the payee",
                "request signature",
                SIGNATURE_INVALID,
                (forgery, now) -> forgery.signedRequest(Damage::breakSignature));
        add(
                "malleable signature",
                "authorization signature",
                SIGNATURE_INVALID,
                (forgery, now) -> forgery.signedAuthorization(Damage::addGroupOrder));
        add(
                "authorization not signed by the payer",
                "authorization signature",
                SIGNATURE_INVALID,
                (forgery, now) -> forgery.signedAuthorization(Damage::breakSignature));
        add(
                "payee's box under the payer's role",
                "submitter",
                SUBMITTER_INVALID,
                (forgery, now) -> forgery.submission(form -> form.setSubmitter(Role.ROLE_PAYER)));
    }

    private void times() {
        add("clock ahead", "clock", CLOCK_OFF, (forgery, now) -> forgery.submittedAt(now + 61));
        add("clock behind", "clock", CLOCK_OFF, (forgery, now) -> forgery.submittedAt(now - 61));
        add(
                "clock at the end of time",
                "clock",
                CLOCK_OFF,
                (forgery, now) -> forgery.submittedAt(now + Long.MIN_VALUE));
        add(
                "request from the future",
                "request time",
                CLOCK_AHEAD,
                (forgery, now) -> forgery.request(
                        request -> request.setCreated(now + 61).setExpires(now + 600)));
        add(
                "expired request",
                "request time",
                REQUEST_EXPIRED,
                (forgery, now) -> forgery.request(
                        request -> request.setCreated(now - 600).setExpires(now - 121)));
        add(
                "accepted after the request's end",
                "authorization time",
                REQUEST_EXPIRED,
                (forgery, now) -> forgery.request(request -> request.setExpires(now + 1))
                        .terms(terms -> terms.setAcceptUntil(now + 2)));
        add(
                "to be settled too late",
                "authorization time",
                CLOCK_AHEAD,
                (forgery, now) -> forgery.terms(
                        terms -> terms.setAcceptUntil(now + 181).setSettleUntil(now + 181)));
        add(
                "expired authorization",
                "authorization time",
                AUTHORIZATION_EXPIRED,
                (forgery, now) -> forgery.terms(
                        terms -> terms.setAcceptUntil(now - 2).setSettleUntil(now - 1)));
    }
}
