package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.TestValidator.NOW;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.List;

/**
 * However a session ends, no secret of its channel can be read afterwards: ephemeral and static keys,
 * agreements, the keys of handshake, transport and boxes.
 */
class WipedKeysTest {
    private static final byte NOISE = 1;

    /** The ways to the end. */
    enum End {
        SETTLED {
            @Override
            void come(TwoPhones phones) throws ProtocolException {
                assertThat(converse(phones)
                                .run()
                                .result(Conversation.Side.PAYER)
                                .status())
                        .isEqualTo(PaymentResult.Status.SETTLED);
            }
        },
        DECLINED_BY_THE_USER {
            @Override
            void come(TwoPhones phones) throws ProtocolException {
                converse(phones)
                        .approving((session, proposal, now) -> session.decline())
                        .run();
            }
        },
        REFUSED_BY_THE_VALIDATOR {
            @Override
            void come(TwoPhones phones) throws ProtocolException {
                converse(phones).withoutValidator(ErrorCode.CREDENTIAL_REVOKED).run();
            }
        },
        VALIDATOR_UNREACHABLE {
            @Override
            void come(TwoPhones phones) throws ProtocolException {
                converse(phones).withoutValidator().run();
            }
        },
        NOTHING_ARRIVES_UNTIL_THE_DEADLINES {
            @Override
            void come(TwoPhones phones) throws ProtocolException {
                converse(phones).over((from, number, frame) -> List.of()).run();
            }
        },
        EVERY_ANSWER_IS_ALTERED {
            @Override
            void come(TwoPhones phones) throws ProtocolException {
                converse(phones)
                        .over((from, number, frame) ->
                                List.of(from == Conversation.Side.PAYER ? frame : altered(frame)))
                        .run();
            }
        },
        EVERY_ACCEPTANCE_IS_ALTERED {
            @Override
            void come(TwoPhones phones) throws ProtocolException {
                converse(phones)
                        .over((from, number, frame) -> List.of(
                                from == Conversation.Side.PAYER && number > 0
                                        ? altered(frame)
                                        : frame))
                        .run();
            }
        },
        THE_OFFER_SAYS_NONSENSE {
            @Override
            void come(TwoPhones phones) throws ProtocolException {
                HostilePayee payee = new HostilePayee(phones);
                try {
                    payee.offer(Bytes.of(NOISE, NOISE, NOISE));
                } catch (ProtocolException refused) {
                    payee.payer.end(refused.code());
                }
            }
        },
        THE_CARRIER_IS_GONE_AT_ONCE {
            @Override
            void come(TwoPhones phones) throws ProtocolException {
                PayeeSession payee = phones.receive(phones.request(), false);
                PayerSession payer = phones.payer.phone().pay(payee.engagement());
                payer.end(ErrorCode.PEER_GONE);
                payee.end(ErrorCode.PEER_GONE);
            }
        },
        THE_DEADLINE_PASSES_WHILE_THE_USER_THINKS {
            @Override
            void come(TwoPhones phones) throws ProtocolException {
                converse(phones)
                        .approving((session, proposal, now) -> session.deadlinePassed())
                        .run();
            }
        },
        A_WRITE_NEVER_ENDS {
            @Override
            void come(TwoPhones phones) throws ProtocolException {
                HostilePayee payee = new HostilePayee(phones);
                payee.offer(payee.offer().build());
                payee.payer.approve(1250, phones.payer.phone().consent(""), NOW);
                payee.payer.end(ErrorCode.PEER_GONE);
            }
        };

        abstract void come(TwoPhones phones) throws ProtocolException;

        static Conversation converse(TwoPhones phones) throws ProtocolException {
            return phones.converse(phones.request());
        }

        private static Bytes altered(Bytes frame) {
            byte[] altered = frame.toArray();
            altered[altered.length - 1] ^= NOISE;
            return Bytes.copyOf(altered);
        }
    }

    // cites HS-45
    @ParameterizedTest
    @EnumSource
    void leavesNoKeyOfAChannelReadable(End end) throws ProtocolException {
        WatchedCrypto crypto = new WatchedCrypto();
        end.come(new TwoPhones(7, crypto));
        assertThat(crypto.seen()).isPositive();
        assertThat(crypto.open()).isEmpty();
    }
}
