import type { Conversation } from './conversation.js';

/** What they say to each other in private. */
export const DIRECTS: Conversation[] = [
  {
    key: 'asha-dana',
    people: ['asha', 'dana'],
    begins: [1, '10:30'],
    lines: [
      ['asha', 'Do you have ten minutes today? I would like to talk about the press paragraph.'],
      ['dana', 'After two is good. I have a first draft already.'],
      ['asha', 'Great! Paste it here, then I can read it before.'],
      ['dana', '“Harbor tells you when the water comes, wherever you left your boat.”'],
      [
        'asha',
        'Short, and it has a boat in it. I would not change a word.',
        { reply: 4, reactions: { '😊': ['dana'] } },
      ],
      ['dana', 'That was quick 😀 Then the meeting is a coffee.'],
      ['asha', 'Even better. 14:15 at the window?'],
      ['dana', 'See you there.'],
      ['dana', 'Running five minutes late, order without me.', { at: [1, '14:12'] }],
    ],
    stars: { asha: [4], dana: [5] },
    unread: { asha: 1 },
  },
  {
    key: 'asha-maya',
    people: ['maya', 'asha'],
    begins: [5, '09:40'],
    lines: [
      ['maya', 'Thank you for taking the onboarding. How much time do you need?'],
      ['asha', 'A day for the screens, half a day for the texts in all four languages.'],
      ['maya', 'Take two. I would rather have it calm than fast.'],
      ['asha', 'That is what I wanted to hear. Tack!'],
      ['maya', 'Notes from the five people I watched yesterday:', { media: 'onboarding.txt', at: [4, '17:15'] }],
      ['asha', 'Gold. Number three made me laugh.', { reply: 5 }],
    ],
    pinnedBy: ['asha'],
  },
  {
    key: 'dana-tomas',
    people: ['dana', 'tomas'],
    begins: [6, '10:00'],
    lines: [
      ['tomas', '¿Tienes un momento? The data licence for the Irish stations runs out in March.'],
      ['dana', 'What do they ask for a renewal?'],
      ['tomas', 'The same as last year, but they want an answer this week.'],
      ['dana', 'Then yes, please. Send me the form and I sign it today.', { reply: 3 }],
      ['tomas', 'Sent. Gracias!'],
      ['tomas', 'They confirmed already. Until March 2028.', { at: [5, '11:45'] }],
    ],
    stars: { dana: [6] },
    unread: { dana: 2 },
  },
  {
    key: 'asha-omar',
    people: ['asha', 'omar'],
    begins: [9, '15:00'],
    lines: [
      ['omar', 'مرحبا آشا! The right-to-left build is on the test device.'],
      ['asha', 'شكراً! The chart runs from right to left as well, was that on purpose?'],
      ['omar', 'No, time should run the same way everywhere. I turn it around.', { reply: 2 }],
      ['asha', 'And then it is done. Lovely work.'],
    ],
    archivedBy: ['asha'],
  },
  {
    key: 'dana-ben',
    people: ['ben', 'dana'],
    begins: [7, '13:20'],
    lines: [
      ['ben', 'Fried dumplings, on your desk. They had two sauces, so I took both.'],
      ['dana', 'You saved my afternoon. What do I owe you?'],
      ['ben', 'A bug report with steps to reproduce.', { reply: 2 }],
      ['dana', 'Deal!'],
    ],
    archivedBy: ['dana'],
  },
];
