/// A part that makes the whole lent by its address. It is never read.
///
/// The compiler (Swift 6.3) hands a large struct on by copying it to the stack, word by word, for
/// every call that borrows it, unless it cannot know the struct's layout by heart; a value of any type
/// sees to that. For structs that lie in one place and are lent all the time; when the compiler changes,
/// count the instructions of a decision without it.
struct LentByAddress: Sendable {
  private let anything: any Sendable = ()
}
