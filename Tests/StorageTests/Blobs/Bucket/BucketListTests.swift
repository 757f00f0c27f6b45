import Primitives
import Testing

@testable import Storage

struct BucketListTests {
    /// As in the reference of ListObjectsV2.
    private static let text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
          <Name>desk</Name><Prefix>files/</Prefix><NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=</NextContinuationToken>
          <KeyCount>3</KeyCount><MaxKeys>3</MaxKeys><IsTruncated>true</IsTruncated>
          <Contents><Key>files/aa</Key><LastModified>2009-10-12T17:50:30.000Z</LastModified><ETag>"0"</ETag><Size>4</Size></Contents>
          <Contents><Key>elsewhere/bb</Key><LastModified>2009-10-12T17:50:30.000Z</LastModified></Contents>
          <Contents><Key>files/aside/cc</Key><LastModified>2009-10-12T17:50:31Z</LastModified></Contents>
        </ListBucketResult>
        """

    @Test("a list says which objects are there, since when, and how it goes on")
    func list() throws {
        let list = BucketList(BucketAnswer(status: 200, body: Array(Self.text.utf8)), within: "files/")
        let time = try #require(Instant("2009-10-12T17:50:30Z"))
        #expect(list.objects == [.init(name: "aa", changed: time), .init(name: "aside/cc", changed: time + .seconds(1))])
        #expect(list.next == "1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=")
        let last = Self.text.replacing("<IsTruncated>true", with: "<IsTruncated>false")
        #expect(BucketList(BucketAnswer(status: 200, body: Array(last.utf8)), within: "").next == nil)
    }

    @Test("what is no list is an empty one", arguments: ["", "<html>", "<Contents><Key>a</Key>", "<Contents><LastModified>x</LastModified></Contents>"])
    func none(text: String) {
        #expect(BucketList(BucketAnswer(status: 200, body: Array(text.utf8)), within: "").objects.isEmpty)
    }

    @Test("an error is told by its code")
    func code() {
        let words = "<Error><Code>NoSuchKey</Code><Message>gone</Message></Error>"
        #expect(BucketAnswer(status: 404, body: Array(words.utf8)).code == "NoSuchKey")
        #expect(BucketAnswer(status: 500, body: [0xFF, 0x3C]).code == "")
    }
}
