export const sdl = `
extend type Query {
  "Notes on a task, latest first."
  taskNotes("The task." taskId: ID!): [TaskNote!]!
}

extend type Mutation {
  "Write a note on a task."
  writeTaskNote("The note." input: WriteTaskNoteInput!): TaskNote! @command
}

extend type Task {
  "Notes on it, latest first."
  notes: [TaskNote!]!
}

"A note on a task."
type TaskNote @key(fields: "id") {
  "Its own id."
  id: ID!
  "The task."
  task: Task!
  "What it says."
  text: String!
  "When it was written."
  writtenAt: DateTime!
  "The unit for which it was written."
  unit: Unit
}

"Input of \`writeTaskNote\`."
input WriteTaskNoteInput {
  "Made by the client and kept while it retries."
  commandId: ID!
  "Refuse with CONFLICT when the stream is at another revision."
  expectedRevision: Int
  "The new note's id."
  noteId: ID!
  "The task."
  taskId: ID!
  "What it says."
  text: String!
}
`;
