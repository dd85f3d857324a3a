"""What stands around people's words and is none of them: greetings, signatures, banners, disclaimers, older mails."""

# ruff: noqa: E501 - the shapes stand as they come

from __future__ import annotations

BANNERS: tuple[str, ...] = (
    "",
    "",
    "",
    "CAUTION: This email originated from outside of the organisation. Do not click links or open attachments unless you recognise the sender and know the content is safe.\n\n",
    "[EXTERNAL EMAIL] This message was sent from outside the Council. Please be cautious with links and attachments.\n\n",
    "EXTERNAL:\n\n",
    "*** WARNING: This is an external email. Think before you click. ***\n\n",
    "OFFICIAL-SENSITIVE\n\n",
    "Classification: OFFICIAL - SENSITIVE\n\n",
    "You don't often get email from reciprocal@reciprocal.example. Learn why this is important<https://aka.example/LearnAboutSenderIdentification>\n\n",
    "This Message originated outside your organisation.\n\n",
    "---- External email: treat links and attachments with care ----\n\n",
    "|| OFFICIAL ||\n\n",
)
GREETINGS: tuple[str, ...] = (
    "Hello,",
    "Hi team",
    "Good morning",
    "Dear Reciprocal,",
    "Hi both,",
    "",
    "Afternoon,",
    "Dear colleague",
)
SIGNATURES: tuple[str, ...] = (
    "Kind regards\n\nNadia Ferris\nHousing Options Manager\nT: 020 7946 0101 | M: 07700 900123\nHackney Service Centre, 1 Hillman Street, E8 1DY\nwww.hackney.example".replace(
        "E8 1DY", "ZZ99 9ZZ"
    ),
    "Regards,\nNadia",
    "Many thanks\n\nNadia Ferris (she/her)\nNamed Lead, Housing Needs\nCamden Town Hall Annexe, Camden\nI work Monday to Thursday",
    "Best wishes,\n\nNadia Ferris | Lettings and Allocations | 020 7946 0102\nWinner: Council of the Year 2025\nWe are recruiting! See our vacancies: www.hackney.example/jobs",
    "Thanks\nNadia\n\n-- \nNadia Ferris\nBrent and Harrow Partnership Lead\n07700 900456",
    "Kindest regards,\n\nNadia Ferris\nSenior Housing Officer\n\nPlease consider the environment before printing this email",
    "KR\nN",
    "Yours sincerely\n\nMrs Nadia Ferris\nHead of Allocations\nBexley and Bromley Homes\n2 Example Parade, ZZ99 9ZZ\nOut of hours emergencies: 020 7946 0999\nHow did we do? Take our two-minute survey: https://survey.example/x",
    "",
    "With thanks\n\nNadia Ferris\nPronouns: she/her\nOffice hours: 9am to 5pm, Monday to Friday. I am on leave every other Friday.",
    "Nadia Ferris\nTemporary Accommodation Move-on Lead\nTel: 020 7946 0103",
    "Cheers\nNads",
)
DISCLAIMERS: tuple[str, ...] = (
    "",
    "",
    "\n\nThis email and any attachments are confidential and intended solely for the use of the individual to whom they are addressed. If you are not the intended recipient, you must not accept or act upon it, and any offer or approval in it is not binding.",
    "\n\nDISCLAIMER: The information contained in this email is confidential and may be legally privileged. Nothing in it is approved as a contract. Hackney Council reserves the right to refuse or withdraw any statement made.",
    "\n\n_____________________________________________________________________\nThis e-mail has been scanned for viruses and dangerous content by Mimecast, and is believed to be clean.",
    "\n\nSecured by Egress. Learn how we decline spam: https://secure.example/about",
    "\n\nHackney Council may exercise its right to intercept any communication, the only exception to this would be confidential survey data, with any employee or agent of the Council using its telephony or data networks.",
    "\n\nRegistered office: 1 Example Street, Camden. Registered society no. 00000. An exempt charity.",
    "\n\nHow we use your data: see our privacy notice at www.hackney.example/privacy. You have the right to withdraw your consent at any time.",
    "\n\nBefore printing, think about the environment.",
    "\n\nDisclaimer\n\nThe information contained in this communication from the sender is confidential. It is intended solely for use by the recipient and others authorized to receive it. If you are not the recipient, you are hereby notified that any disclosure is strictly prohibited.\n\nThis email has been scanned for viruses and malware, and may have been automatically archived by Mimecast.",
)
# Older mails below the new words: each full of things that must not be read as new.
OLD: tuple[str, ...] = (
    "Hello,\n\nA household would like to move through the reciprocal. Please approve or decline request ARC-07-26.\n\nReciprocal",
    "Approved from our side, please circulate.\n\nColm Darby\nCamden",
    "Unfortunately we cannot support this request, it is declined.\n\nRegards\nColm",
    "We can offer a 4 bed house in Croydon at £199.99 per week. Please reply by 1 August 2026.\n\nVoids team",
    "The tenancy started on 1 June 2026. Two adults and five children moved in.\n\nOlive",
    "Please withdraw this request, she no longer wants to move.\n\nOlive Marsh",
    "Please add Croydon and Sutton to the boroughs.\n\nOlive\n\nFrom: Colm Darby\nSent: 01 June 2026 09:00\nTo: Olive Marsh\nSubject: RE: request\n\nNot one of ours, I'm afraid.",
)
