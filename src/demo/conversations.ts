import type { FileName } from './demo-files.js';
import type { Name } from './demo-people.js';

/** A time of day, on a day before the first start. */
export type Moment = [daysAgo: number, time: `${number}:${number}`];

/** Optional parts of a line. */
export interface More {
  /** The number of the line it replies to, from 1. */
  reply?: number;
  media?: FileName;
  /** The people who react, by emoji. */
  reactions?: Record<string, Name[]>;
  /** The options, and the index of the option that each person chooses, from 0. */
  poll?: { options: string[]; votes: Partial<Record<Name, number>> };
  /** When it is sent; by default a few minutes after the line before. */
  at?: Moment;
}

/** One message: its sender, its text, its optional parts. */
export type Line = [by: Name, says: string, more?: More];

/** A chat of the demo: its messages, and what its participants have read, starred, pinned and archived. */
export interface Conversation {
  /** Must never change: the ids of the chat and its messages are derived from it. */
  key: string;
  title?: string;
  /** The first one creates the chat. */
  people: Name[];
  /** When its first line is sent. */
  begins: Moment;
  lines: Line[];
  /** How many of the last messages a person has not read. People who are not named have read all. */
  unread?: Partial<Record<Name, number>>;
  /** Line numbers, from 1. */
  stars?: Partial<Record<Name, number[]>>;
  pinnedBy?: Name[];
  archivedBy?: Name[];
}

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

/** What the team of a small tide-table app talks about in groups. */
export const GROUPS: Conversation[] = [
  {
    key: 'launch',
    title: 'Harbor launch',
    people: ['maya', 'asha', 'dana', 'tomas', 'yuki', 'priya'],
    begins: [4, '09:05'],
    lines: [
      ['maya', 'Morning all! Two weeks to launch. Where does everybody stand?'],
      ['tomas', 'Tide prediction is done for the whole Atlantic coast. The Baltic is next.'],
      ['yuki', 'The map tiles are down to 40 KB each. おかげさまで、読み込みがとても速くなりました。'],
      [
        'asha',
        'That is a third of what we had on Friday, well done!',
        { reply: 3, reactions: { '👏': ['maya', 'tomas', 'yuki'] } },
      ],
      ['priya', 'Push notifications work on Android. On iOS I still wait for the certificate.'],
      ['dana', 'The certificate is on my desk, you get it before lunch.', { reply: 5 }],
      ['priya', 'You are the best 🙌', { reactions: { '❤️': ['dana'] } }],
      [
        'maya',
        'Could somebody look at the onboarding screens once more? New people get lost on the second one.',
        { at: [3, '08:50'] },
      ],
      ['asha', 'I can. Is it the part where they choose a home harbor?'],
      ['maya', 'Exactly that. Nobody scrolls, so nobody finds theirs.', { reply: 9 }],
      ['asha', 'Then let us ask for the location first, and show the list only if they say no.'],
      ['tomas', 'Me gusta. And it saves us a whole screen.', { reply: 11 }],
      ['dana', 'Legal wants one sentence about why we ask. I can write it.'],
      ['maya', 'Perfect, thank you both.'],
      [
        'tomas',
        'This is what the curve looks like now, with the storm surge on top:',
        {
          media: 'tide-with-surge.png',
          at: [3, '15:20'],
          reactions: { '🌊': ['asha', 'yuki', 'maya'], '👍': ['dana', 'priya'] },
        },
      ],
      ['yuki', 'きれい！ The blue works much better than the grey we had.', { reply: 15 }],
      ['asha', 'Love it. Can we have the current time as a thin line?'],
      ['tomas', 'Already on it.', { reply: 17 }],
      [
        'priya',
        'Here is how the others explain neap tides, in case we want a help page: https://en.wikipedia.org/wiki/Tide',
      ],
      ['dana', 'Good read. Ours should fit on a phone screen, though.'],
      [
        'maya',
        'Press kit: logo, three screenshots, one paragraph. Dana, Asha, can you split that?',
        { at: [2, '10:10'] },
      ],
      ['dana', 'I take the paragraph and the logo.'],
      ['asha', 'Screenshots are mine. I will use Brest and Gdańsk, both are pretty in the evening.'],
      ['yuki', 'Please add one with a long name, so we see it wrap: Königswinterer Yachthafen.'],
      ['asha', 'Noted 😄', { reply: 24 }],
      [
        'tomas',
        'The Baltic is in. Hardly any tide there, so it was quick.',
        { at: [1, '09:30'], reactions: { '🎉': ['maya', 'asha', 'dana', 'yuki'] } },
      ],
      ['priya', 'iOS certificate works. Everything is green!'],
      [
        'maya',
        'Then we freeze on Thursday at 16:00. Only fixes after that.',
        { at: [1, '14:05'], reactions: { '👍': ['asha', 'dana', 'tomas', 'yuki', 'priya'] } },
      ],
      ['dana', 'Thursday 16:00, 100 % fine with me.', { reply: 28 }],
      [
        'maya',
        'Great work, everybody. Retro on Friday, I bring cake.',
        { reactions: { '🍰': ['tomas', 'asha'], '😍': ['priya'] } },
      ],
      ['tomas', 'What kind of cake? This is important.', { reply: 30 }],
      ['maya', 'Prinsesstårta. Obviously.', { reply: 31 }],
    ],
    stars: { asha: [11, 28], dana: [28], maya: [11] },
    unread: { asha: 2, dana: 3 },
    pinnedBy: ['asha', 'dana'],
  },
  {
    key: 'lunch',
    title: 'Lunch',
    people: ['ben', 'asha', 'dana', 'maya', 'tomas', 'yuki', 'omar', 'priya'],
    begins: [1, '11:20'],
    lines: [
      ['ben', 'Anyone up for the noodle place at 12:30?'],
      ['yuki', 'はい！ Count me in.'],
      ['omar', 'أنا معكم، لكن سأتأخر خمس دقائق. (Five minutes late, start without me.)'],
      ['priya', 'Me too. நன்றி, Ben, for asking every single day.'],
      ['dana', 'I have a call until one. Could somebody bring me the dumplings?'],
      ['ben', 'Sure. Steamed or fried?', { reply: 5 }],
      ['dana', 'Fried, please!'],
      ['asha', 'I am in. Here is the menu for those who like to plan:', { media: 'noodles.txt' }],
      ['tomas', 'Number 14. Always number 14.'],
      ['maya', 'See you downstairs.'],
      [
        'ben',
        'And where do we eat on Friday, after the retro?',
        {
          at: [1, '15:40'],
          poll: {
            options: ['The noodle place again', 'The harbor canteen', 'A picnic on the pier'],
            votes: { asha: 2, yuki: 2, maya: 2, tomas: 0, priya: 1 },
          },
        },
      ],
    ],
    stars: { dana: [8] },
    unread: { dana: 2 },
  },
  {
    key: 'triage',
    title: 'Bug triage',
    people: ['dana', 'asha', 'priya', 'ben'],
    begins: [2, '13:30'],
    lines: [
      ['ben', 'Three new reports since yesterday. The first: the widget shows yesterday after midnight.'],
      ['priya', 'It caches by local date. I know where.'],
      ['dana', 'How bad is it?', { reply: 1 }],
      ['ben', 'Only until the next refresh, ten minutes at most.', { reply: 3 }],
      ['dana', 'Then it is a normal one. Next?'],
      ['ben', 'Second: searching for “St. Malo” finds nothing, “Saint-Malo” does.'],
      ['asha', 'I would fold both into the same thing when we build the index. Half a day.'],
      ['dana', 'Do it. Sailors abbreviate everything.', { reply: 7 }],
      ['ben', 'Third: somebody in Reykjavík asks for dark mode at noon in December ❄️'],
      ['priya', 'I like this person.'],
      ['dana', 'Wish list, with a heart on it.', { reply: 9 }],
    ],
    stars: { asha: [7], priya: [6] },
    unread: { asha: 4 },
  },
  {
    key: 'screenshots',
    people: ['asha', 'dana', 'yuki'],
    begins: [3, '16:40'],
    lines: [
      ['asha', 'Splitting this off so that we do not fill the launch chat. Brest or Saint-Malo for the first one?'],
      ['yuki', 'Saint-Malo. 12 meters of tide tell the story by themselves.'],
      ['dana', 'Agreed. And no real names in the screenshots, please.'],
      ['asha', 'Of course. Reference photo:', { media: 'saint-malo-low-tide.png' }],
      ['yuki', '完璧です！', { reactions: { '🙏': ['asha'] } }],
    ],
    unread: { dana: 1 },
  },
];
