"""Where each message of tests/intake/fixtures must land; filled in by reading them, as whoever opens the post would."""

from __future__ import annotations

from tests.intake.expected import Lands

HELLO = Lands("answer", says=("Hello",), without=("Hi\n", "> Hi", "bob", "wrote", "Original"))
LIKED = Lands(says=("Do you like this message?",), contact="bbb@ddd.com")
NOBODY = Lands("held", "sender-none")  # nobody to answer: a person decides, and no case begins without anybody's word
BACK = Lands("held", "bounce-unknown")  # it came back, but is no letter of ours: somebody looks
BARRY, FISH, PERSON = "barry@python.org", "barry@digicool.com", "aperson@dom.ain"
UNTAKEN = "We could not take these files"
OTHERS: dict[str, Lands] = {
    "cpython/msg_01": LIKED,
    "cpython/msg_02": Lands("held", "list"),
    "cpython/msg_03": LIKED,
    "cpython/msg_04": Lands(says=("a simple multipart",), contact=BARRY, files=("msg.txt", "msg.txt")),
    "cpython/msg_05": BACK,
    "cpython/msg_06": Lands(says=("From: barry@python.org", "testing"), contact=BARRY),
    "cpython/msg_07": Lands(says=("This is the dingus fish.",), contact=FISH, files=("dingusfish.gif",)),
    "cpython/msg_08": Lands(says=("Lyrics",), contact=BARRY),
    "cpython/msg_09": Lands(says=("Lyrics",), contact=BARRY),
    "cpython/msg_10": Lands(says=("7bit encoded", "¡This is a Quoted", "a Base64 encoded"), contact=BARRY),
    "cpython/msg_11": NOBODY,
    "cpython/msg_12": Lands(says=("Lyrics",), contact=BARRY),
    "cpython/msg_12a": Lands(says=("Lyrics",), contact=BARRY),
    "cpython/msg_13": Lands(says=("A text/plain part", "the dingus fish."), contact=FISH, files=("dingusfish.gif",)),
    "cpython/msg_14": Lands(says=("I hope you\ncan still read it.",), contact="bbb@ddd.com"),
    "cpython/msg_15": Lands(says=("Some removed test.", "Some removed text."), contact="xx@xx.dk"),
    "cpython/msg_16": BACK,
    "cpython/msg_17": Lands(says=("This is the dingus fish.",), contact=FISH),
    "cpython/msg_18": Lands("held", "empty"),
    # Nothing in these two says that a list sent them: better a case too many than a complaint unread.
    "cpython/msg_19": NOBODY,
    "cpython/msg_36": Lands(says=("I-D ACTION", "Blah blah blah"), contact="Internet-Drafts@ietf.org"),
    "cpython/msg_20": LIKED,
    "cpython/msg_21": Lands(says=("One\n\nTwo",), contact=PERSON),
    "cpython/msg_22": Lands(says=("Text text text.",), contact="b@example.com", files=("wibble.JPG", "wibble2.JPG")),
    "cpython/msg_23": Lands(says=("A message part",), contact=PERSON),
    "cpython/msg_24": Lands(says=("A subject",), contact="bperson@dom.ain"),
    "cpython/msg_25": BACK,
    "cpython/msg_26": Lands(says=("Simple email with attachment.",), contact="father.time@xcar.wooster.local"),
    "cpython/msg_27": Lands(says=("bug demonstration", "test"), contact=PERSON),
    "cpython/msg_28": Lands(says=("message 1", "message 2"), contact=PERSON),
    "cpython/msg_29": LIKED,
    "cpython/msg_30": Lands(says=("message 1", "message 2"), contact=PERSON),
    "cpython/msg_31": Lands(says=("message 1", "message 2"), contact=PERSON),
    "cpython/msg_32": Lands(says=("Some message.",), contact="aperson@example.com"),
    "cpython/msg_33": Lands(says=("part 1", "part 2"), contact="aperson@example.com"),
    "cpython/msg_34": Lands(says=("counter to recommended practice", "A submessage"), contact=PERSON),
    "cpython/msg_35": Lands(says=("here's something interesting", "no separating newline"), contact=PERSON),
    "cpython/msg_37": NOBODY,
    "cpython/msg_38": NOBODY,
    "cpython/msg_39": NOBODY,
    "cpython/msg_40": NOBODY,
    "cpython/msg_41": Lands(says=("64423", "Blah blah blah"), contact="xxx@example.com"),
    "cpython/msg_42": Lands(says=("From: webmaster@python.org",), contact="xxx@example.com"),
    "cpython/msg_43": BACK,
    "cpython/msg_44": Lands(says=("a simple multipart",), contact=BARRY, files=("msg.txt", "msg.txt")),
    "cpython/msg_45": Lands(says=("This is the signed contents.",), contact="foo@bar.baz"),
    "cpython/msg_46": Lands(says=("Testing email forwarding",), contact="sender@example.net"),
    "cpython/msg_47": Lands(says=("bar\n\nbaz",), contact="arthur@example.example"),
    "flanker/delayed": BACK,
    "flanker/disposition-notification": Lands("automatic", "read-receipt"),
    "flanker/gmail-invalid-address": BACK,
    # These are answers: they are written to the address that a letter of ours gave.
    "talon/apple_mail": HELLO,
    "talon/hotmail": HELLO,
    "talon/iphone": HELLO,
    "talon/sparrow": HELLO,
    "talon/thunderbird": Lands("answer", says=("Hello",)),
    "talon/yahoo": HELLO,
    "email_reply_parser/email_1_9": Lands("answer", says=("Reply directly above hyphen line",)),
    "email_reply_parser/email_2_3": Lands(
        "answer", says=("Outlook with a reply directly above line",), without=("CRM Comments", "replying to a comment")
    ),
    "email_reply_parser/email_sig_delimiter_in_middle_of_line": Lands(
        "answer", says=("Stuff happened.", "this is not a signature.", "kthxbai")
    ),
    "email_reply_parser/email_with_kind_regards": Lands("answer", says=("Thats a great idea!",)),
    "email_reply_parser/quote_reply_french_multiline": Lands(
        "answer", says=("This is a reply with French quote",), without=("this is a test",)
    ),
    "email_reply_parser/quote_reply_german": Lands(
        "answer", says=("This is a reply with German quote",), without=("this is a test",)
    ),
    "email_reply_parser/quote_reply_spanish_multiline": Lands(
        "answer", says=("This is a reply with Spanish quote",), without=("this is a test",)
    ),
}
