
import gc
from trainer.__main__ import main
from trainer.group import web
from trainer.group.web import addresses
from trainer.group.web.server import Site
from trainer.tui.group.app import GroupApp

class MainLoopServer:
    steer_url = ""

    def __init__(self, session, host, port, lan, *_):
        self.session, self.host, self.port, self.lan = session, host, port, lan
        self.join_url = addresses.url(host, port)
        self.urls = [self.join_url]
        self.devices = 0
        gc.collect()
        gc.freeze()

    async def up(self):
        await Site(self.session, self.host, self.lan).start(self.port)

    def stop(self):
        pass

web.Server = MainLoopServer
original = GroupApp.on_mount

def on_mount(self):
    original(self)
    self.run_worker(self.server.up())

GroupApp.on_mount = on_mount
main()
