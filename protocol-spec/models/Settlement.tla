----------------------------- MODULE Settlement -----------------------------
(* What the validator records, forgets when it is killed, and tells; and what the phones do with it.
   The sections of the specification that each part stands for are in README.md.                  *)
EXTENDS Naturals, FiniteSets

CONSTANTS
  Present,    \* the authorizations that may come to be
  Broken      \* the rule that is left out, or "none"

Rule(name) == Broken # name

(* Five authorizations, each with another d. "again" is a second approval of what "shared" pays;
   "cloned" was signed by a copy of the phone that signed "other", under the same alias.          *)
Terms ==
  [ plain  |-> [payer |-> "p", alias |-> 1, request |-> "bill",  amount |-> 2],
    shared |-> [payer |-> "p", alias |-> 2, request |-> "split", amount |-> 1],
    again  |-> [payer |-> "p", alias |-> 3, request |-> "split", amount |-> 1],
    other  |-> [payer |-> "q", alias |-> 4, request |-> "split", amount |-> 2],
    cloned |-> [payer |-> "q", alias |-> 4, request |-> "bill",  amount |-> 2] ]

D == Present
ASSUME D \subseteq DOMAIN Terms
Payers == {"p", "q"}
Requests == {"bill", "split"}
Opening == [p |-> 2, q |-> 4]               \* p can't pay "plain" and "shared"
MaxUses == [bill |-> 1, split |-> 3]
Total == [bill |-> 2, split |-> 3]
Reviewed == {"plain"}                       \* may be made pending before it is decided
Cancellable == {"plain", "shared"}

Final == {"settled", "refused", "cancelled"}
Statuses == Final \cup {"none", "pending"}

VARIABLES
  signed,       \* the authorizations that exist; a phone may submit each as often as it likes
  memory,       \* the books as the writer has them
  disk,         \* the books as they would be found after a loss of power
  told,         \* for each d, the answers that have left the validator
  learned       \* for each d, what its payer's phone has taken from answers

vars == <<signed, memory, disk, told, learned>>

Empty ==
  [ status  |-> [d \in D |-> "none"],
    spent   |-> {},                         \* aliases
    frozen  |-> {},                         \* payers' devices
    uses    |-> [r \in Requests |-> 0],
    sum     |-> [r \in Requests |-> 0],
    balance |-> Opening,
    held    |-> [p \in Payers |-> 0],
    payee   |-> 0 ]

Init ==
  /\ signed = {}
  /\ memory = Empty
  /\ disk = Empty
  /\ told = [d \in D |-> {}]
  /\ learned = [d \in D |-> "none"]

-----------------------------------------------------------------------------
(* The payer's phone *)

Unresolved(d) == d \in signed /\ learned[d] \notin Final

(* It signs for a request once, and again only when it knows that the first was not paid. The copy of a
   phone keeps to nothing. *)
Sign(d) ==
  /\ d \notin signed
  /\ d = "cloned" \/ \A e \in signed \ {"cloned"} :
       (Terms[e].payer = Terms[d].payer /\ Terms[e].request = Terms[d].request) =>
         \/ learned[e] \in {"refused", "cancelled"}
         \/ ~Rule("resume") /\ Unresolved(e)
  /\ signed' = signed \cup {d}
  /\ UNCHANGED <<memory, disk, told, learned>>

Learn(d) ==
  /\ learned[d] \notin Final
  /\ \E answer \in told[d] :
       /\ answer # learned[d]
       /\ learned' = [learned EXCEPT ![d] = answer]
  /\ UNCHANGED <<signed, memory, disk, told>>

-----------------------------------------------------------------------------
(* The one writer decides on what it has in memory. *)

Record(d, status) ==
  memory' = [memory EXCEPT !.status[d] = status, !.spent = @ \cup {Terms[d].alias}]

Fits(d) ==
  LET t == Terms[d] IN
  /\ memory.uses[t.request] < MaxUses[t.request]
  /\ memory.sum[t.request] + t.amount <= Total[t.request]
  /\ memory.balance[t.payer] >= t.amount

Equivocates(d) == Terms[d].alias \in memory.spent

(* Out of the payer's account, and into the payee's or what is held. *)
Move(d, status) ==
  LET t == Terms[d] IN
  memory' = [memory EXCEPT
    !.status[d] = status,
    !.spent = @ \cup {t.alias},
    !.uses[t.request] = @ + 1,
    !.sum[t.request] = @ + t.amount,
    !.balance[t.payer] = @ - t.amount,
    !.held[t.payer] = IF status = "pending" THEN @ + t.amount ELSE @,
    !.payee = IF status = "settled" THEN @ + t.amount ELSE @ ]

Decide(d) ==
  /\ d \in signed
  /\ memory.status[d] = "none"
  /\ CASE Terms[d].payer \in memory.frozen -> Record(d, "refused")
       [] Rule("spent") /\ Equivocates(d) ->
            memory' = [memory EXCEPT !.status[d] = "refused", !.frozen = @ \cup {Terms[d].payer}]
       [] ~Fits(d) -> Record(d, "refused")
       [] OTHER -> Move(d, "settled") \/ (d \in Reviewed /\ Move(d, "pending"))
  /\ UNCHANGED <<signed, disk, told, learned>>

(* What is pending moves once: to the payee, or back. *)
Resolve(d) ==
  LET t == Terms[d] IN
  /\ memory.status[d] = "pending"
  /\ \/ memory' = [memory EXCEPT
          !.status[d] = "settled",
          !.held[t.payer] = @ - t.amount,
          !.payee = @ + t.amount ]
     \/ memory' = [memory EXCEPT
          !.status[d] = "refused",
          !.held[t.payer] = @ - t.amount,
          !.balance[t.payer] = @ + t.amount,
          !.uses[t.request] = @ - 1,
          !.sum[t.request] = @ - t.amount ]
  /\ UNCHANGED <<signed, disk, told, learned>>

(* A cancellation counts when it is committed before the payment is. *)
Cancel(d) ==
  /\ d \in Cancellable \cap signed
  /\ memory.status[d] = "none"
  /\ Record(d, "cancelled")
  /\ UNCHANGED <<signed, disk, told, learned>>

(* The queue is full, or the store is away. *)
Busy(d) ==
  /\ ~Rule("busy")
  /\ d \in signed
  /\ memory.status[d] = "none"
  /\ Record(d, "refused")
  /\ UNCHANGED <<signed, disk, told, learned>>

Commit ==
  /\ disk # memory
  /\ disk' = memory
  /\ UNCHANGED <<signed, memory, told, learned>>

(* Killed anywhere: what was not committed is gone. *)
Crash ==
  /\ memory # disk
  /\ memory' = disk
  /\ UNCHANGED <<signed, disk, told, learned>>

Answer(d) ==
  LET status == IF Rule("durable") THEN disk.status[d] ELSE memory.status[d] IN
  /\ status # "none"
  /\ status \notin told[d]
  /\ told' = [told EXCEPT ![d] = @ \cup {status}]
  /\ UNCHANGED <<signed, memory, disk, learned>>

(* Left out is the rule that a cancellation waits for the commit. *)
CancelOnArrival(d) ==
  /\ ~Rule("cancel")
  /\ d \in Cancellable \cap signed
  /\ disk.status[d] = "none"
  /\ told' = [told EXCEPT ![d] = @ \cup {"cancelled"}]
  /\ UNCHANGED <<signed, memory, disk, learned>>

-----------------------------------------------------------------------------

Next ==
  \/ Commit
  \/ Crash
  \/ \E d \in D :
       Sign(d) \/ Learn(d) \/ Decide(d) \/ Resolve(d) \/ Cancel(d) \/ Busy(d) \/ Answer(d)
         \/ CancelOnArrival(d)

(* Kills stop some day, and what waits is tried again. *)
Fairness ==
  /\ SF_vars(Commit)
  /\ \A d \in D :
       SF_vars(Decide(d)) /\ SF_vars(Resolve(d)) /\ WF_vars(Answer(d)) /\ WF_vars(Learn(d))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

(* Whatever the writer has in memory may be committed next, so it is enough to look at the disk. *)
Settled == {d \in D : disk.status[d] = "settled"}

TypeOK ==
  /\ signed \subseteq D
  /\ \A d \in D : memory.status[d] \in Statuses /\ disk.status[d] \in Statuses
  /\ \A d \in D : told[d] \subseteq Statuses /\ learned[d] \in Statuses

(* No money is made or lost, and no account is below zero. *)
Balanced ==
  /\ disk.balance.p + disk.held.p + disk.balance.q + disk.held.q + disk.payee
       = Opening.p + Opening.q
  /\ \A p \in Payers : disk.balance[p] >= 0 /\ disk.held[p] >= 0

(* What was told stands on the disk: as it was, or as what came of what was pending. *)
ToldIsKept ==
  \A d \in D : \A answer \in told[d] :
    IF answer \in Final THEN disk.status[d] = answer ELSE disk.status[d] # "none"

OneVerdict == \A d \in D : Cardinality(told[d] \cap Final) <= 1

OnePaymentAnAlias ==
  \A d, e \in Settled : Terms[d].alias = Terms[e].alias => d = e

Blamed ==
  \A d, e \in D :
    (d # e /\ Terms[d].alias = Terms[e].alias
       /\ disk.status[d] # "none" /\ disk.status[e] # "none")
      => Terms[d].payer \in disk.frozen

RECURSIVE Amount(_)
Amount(set) ==
  IF set = {} THEN 0 ELSE LET d == CHOOSE d \in set : TRUE IN Terms[d].amount + Amount(set \ {d})

WithinTheRequest ==
  \A r \in Requests :
    LET paid == {d \in Settled : Terms[d].request = r} IN
    Cardinality(paid) <= MaxUses[r] /\ Amount(paid) <= Total[r]

(* Whatever the user taps, one approval is paid once. *)
NeverTwice ==
  \A d, e \in Settled \ {"cloned"} :
    (Terms[d].payer = Terms[e].payer /\ Terms[d].request = Terms[e].request) => d = e

(* Trouble of the validator is not a verdict: with one payment in the world, nothing refuses it. *)
NeverRefusedForTrouble ==
  \A d \in D \ Reviewed : signed = {d} => disk.status[d] # "refused"

(* What a phone learned is so. *)
PhonesAgree == \A d \in D : learned[d] \in Final => learned[d] = disk.status[d]

(* Every authorization that exists is decided in the end, and its payer learns it. *)
Resolved == \A d \in D : d \in signed ~> learned[d] \in Final
=============================================================================
